import type { Form } from './form';
import { order } from './order';

/** Every form there is. A new form is one file beside this one and one line here. */
export const forms: readonly Form[] = [order];
