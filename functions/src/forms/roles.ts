import { type Label, label } from './label';

/** Who fills what: the duties named on the paper forms. One person may hold several. */
export const roles = {
  'assessment-clerk': label('考核专员', '考核專員', 'Assessment clerk'),
  'after-sales-clerk': label('售后专员', '售後專員', 'After-sales clerk'),
  'service-deputy-head': label('客服部副部长', '客服部副部長', 'Deputy head of service'),
  'office-clerk': label('客服文员', '客服文員', 'Office clerk'),
  'transport-clerk': label('储运员', '儲運員', 'Transport clerk'),
  'warehouse-clerk': label('仓库管理专员', '倉庫管理專員', 'Warehouse clerk'),
  'service-adviser': label('客服顾问', '客服顧問', 'Service adviser'),
  'install-lead': label('安装队长', '安裝隊長', 'Installation lead'),
  repairer: label('维修专员', '維修專員', 'Repairer'),
  'quality-inspector': label('质检员', '質檢員', 'Quality inspector'),
  'finance-clerk': label('财务', '財務', 'Finance clerk'),
  cashier: label('出纳', '出納', 'Cashier'),
  'sales-manager': label('销售经理', '銷售經理', 'Sales manager'),
  'department-head': label('部长', '部長', 'Department head'),
  manager: label('经理', '經理', 'Manager'),
} as const satisfies Record<string, Label>;

export type RoleId = keyof typeof roles;

export const roleIds: readonly [RoleId, ...RoleId[]] = Object.keys(roles) as [RoleId, ...RoleId[]];
