import type { MenuItem } from '../execution';
import type { Enumerations } from './enumerations';
import type { Parts } from './parts';

type Ui = GoogleAppsScript.Base.Ui;
type Menu = GoogleAppsScript.Base.Menu;
type ButtonSet = GoogleAppsScript.Base.ButtonSet;

/** `Ui`: menus, and dialogs that are answered at once with OK or, where there is none, with yes. */
export function uiService({ strict, call }: Parts, names: Enumerations): Ui {
  const items = new WeakMap<object, { label: string; items: MenuItem[] }>();
  const createMenu = (label: string): Menu => {
    const built = { label, items: [] as MenuItem[] };
    const add = (item: MenuItem) => {
      built.items.push(item);
      return self();
    };
    const self = (): Menu => menu;
    const menu = strict<Menu>('Menu', {
      addItem: (caption, functionName) => add({ label: caption, functionName }),
      addSeparator: () => add({ separator: true }),
      addSubMenu: (sub) => {
        const found = items.get(sub);
        if (found === undefined) throw new Error('Menu.addSubMenu needs a menu of Ui.createMenu.');
        return add(found);
      },
      addToUi: () => call('addMenu', built.label, built.items),
    });
    items.set(menu, built);
    return menu;
  };
  const ask = (args: readonly [string, (string | ButtonSet)?, ButtonSet?]) => {
    const [first, second, third] = args;
    const titled = third !== undefined;
    const buttons = third ?? second ?? names.buttonSets.OK;
    call('alert', titled ? String(second) : first, titled ? first : undefined);
    const sayYes = buttons === names.buttonSets.YES_NO || buttons === names.buttonSets.YES_NO_CANCEL;
    return sayYes ? names.buttons.YES : names.buttons.OK;
  };

  return strict<Ui>('Ui', {
    Button: names.buttons,
    ButtonSet: names.buttonSets,
    createMenu,
    createAddonMenu: () => createMenu('扩展程序'),
    alert: (...args: [string, (string | ButtonSet)?, ButtonSet?]) => ask(args),
    prompt: (...args: [string, (string | ButtonSet)?, ButtonSet?]) => {
      const button = ask(args);
      return strict<GoogleAppsScript.Base.PromptResponse>('PromptResponse', {
        getSelectedButton: () => button,
        getResponseText: () => '',
      });
    },
    showSidebar: (output) => call('showSidebar', output.getTitle(), output.getContent()),
    showModalDialog: (output, title) => call('showModalDialog', title, output.getContent()),
  });
}
