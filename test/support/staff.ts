import type { RoleId } from '../../functions/src/forms/roles';
import { type Staff, staffSchema } from '../../functions/src/rules/record';

function person(email: string, name: string, roles: readonly RoleId[], more: Partial<Staff> = {}): Staff {
  return staffSchema.parse({
    email: `${email}@gendan.example`,
    name,
    roles,
    language: 'zh-CN',
    regions: [],
    dealers: [],
    active: true,
    ...more,
  });
}

/** One person per role of the order form, as in a small company. */
export const zhang = person('zhang', '张敏', ['assessment-clerk']);
export const li = person('li', '李娟', ['after-sales-clerk']);
export const wang = person('wang', '王芳', ['service-deputy-head']);
export const chen = person('chen', '陈静', ['office-clerk']);
export const zhao = person('zhao', '赵强', ['transport-clerk']);
export const sun = person('sun', '孙伟', ['warehouse-clerk']);
export const qian = person('qian', '钱磊', ['sales-manager'], { phone: '+8613800138001' });
export const zhou = person('zhou', '周总', ['manager']);
export const everybody: readonly Staff[] = [zhang, li, wang, chen, zhao, sun, qian, zhou];
