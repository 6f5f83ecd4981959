import type { RoleId } from '../../functions/src/forms/roles';
import { type Staff, staffSchema } from '../../functions/src/rules/record';

/** Installed the add-on, so its triggers run as this account: the bridge that reports what others type. */
export const owner = 'it@hongyuan.example';

/** The account under which the functions reach the spreadsheet. */
export const functionsAccount = 'functions@gendan.example';

function person(id: string, name: string, roles: readonly RoleId[], more: Partial<Staff> = {}): Staff {
  return staffSchema.parse({
    email: `${id}@hongyuan.example`,
    name,
    roles,
    language: 'zh-CN',
    regions: [],
    dealers: [],
    active: true,
    ...more,
  });
}

/** The staff of a small furniture maker. */
export const samplePeople: readonly Staff[] = [
  person('zhangmin', '张敏', ['assessment-clerk']),
  person('lijuan', '李娟', ['after-sales-clerk']),
  person('wangfang', '王芳', ['service-deputy-head']),
  person('chenjing', '陈静', ['office-clerk']),
  person('zhaoqiang', '赵强', ['transport-clerk']),
  person('sunwei', '孙伟', ['warehouse-clerk']),
  person('qianlei', '钱磊', ['sales-manager'], { phone: '+8613800138001', regions: ['华南'] }),
  person('wugang', '吴刚', ['department-head']),
  person('zhouping', '周平', ['manager']),
];
