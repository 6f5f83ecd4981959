import type { Person } from '../../web/wire';
import { el } from '../dom';

const STORED = 'gendan.user';

/** Who sits at this window. Each window remembers its own person, so that two windows can be two people. */
export function personPicker(people: readonly Person[], onChange: (email: string) => void) {
  const stored = sessionStorage.getItem(STORED);
  let current = people.find(({ email }) => email === stored) ?? people[0];
  const avatar = el('span', { class: 'avatar' });
  const select = el('select', { title: '这个窗口里我是谁' });
  select.ariaLabel = '我是';
  for (const { email, name, roles } of people) {
    const option = el('option', { text: roles.length === 0 ? name : `${name} · ${roles.join('、')}` });
    option.value = email;
    select.append(option);
  }
  const show = () => {
    select.value = current?.email ?? '';
    avatar.textContent = current?.name.slice(-1) ?? '?';
    select.title =
      current === undefined ? '还没有登记员工' : `这个窗口里我是:${current.name}(${current.email})`;
  };
  select.addEventListener('change', () => {
    current = people.find(({ email }) => email === select.value);
    if (current === undefined) return;
    sessionStorage.setItem(STORED, current.email);
    show();
    onChange(current.email);
  });
  show();
  return {
    element: el(
      'label',
      { class: 'person' },
      avatar,
      el('span', { class: 'person-label', text: '我是' }),
      select,
    ),
    user: () => current?.email ?? '',
  };
}
