import { blankForm } from './blank';
import type { Form } from './form';
import { order } from './order';
import { calendarForm } from './settings-calendar';
import { noticesForm } from './settings-notices';
import { penaltiesForm } from './settings-penalties';
import { remindersForm } from './settings-reminders';
import { staffForm } from './settings-staff';
import { templatesForm } from './settings-templates';

/** Every form there is. A new form is one file beside this one and one line here. */
export const forms: readonly Form[] = [
  order,
  staffForm,
  calendarForm,
  remindersForm,
  penaltiesForm,
  noticesForm,
  templatesForm,
  blankForm,
];
