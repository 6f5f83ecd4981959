import type { RoleId } from '../forms/roles';
import type { Staff } from './record';

/** Who talks with customers, and who answers for those who do. */
const attending: readonly RoleId[] = [
  'after-sales-clerk',
  'assessment-clerk',
  'service-adviser',
  'service-deputy-head',
  'department-head',
  'manager',
];

/** Whether a person may send again, note what a customer wants, and mark answers as read; everybody may look. */
export function mayAttend({ roles }: Pick<Staff, 'roles'>): boolean {
  return roles.some((role) => attending.includes(role));
}
