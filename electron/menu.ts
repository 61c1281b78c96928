import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from './contract/preferences';
import type { ZoomWish } from './contract/zoom';

type Label =
  | 'file'
  | 'quit'
  | 'edit'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'view'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset'
  | 'fullScreen'
  | 'developer'
  | 'window'
  | 'minimize'
  | 'close'
  | 'about'
  | 'hide'
  | 'hideOthers'
  | 'showAll';

/** The system's menu lies outside the page, so its words lie here and not with the renderer's translations. */
const labels: Readonly<Record<Language, Readonly<Record<Label, string>>>> = {
  ar: {
    file: 'ملف',
    quit: 'إنهاء',
    edit: 'تحرير',
    undo: 'تراجع',
    redo: 'إعادة',
    cut: 'قص',
    copy: 'نسخ',
    paste: 'لصق',
    selectAll: 'تحديد الكل',
    view: 'عرض',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    zoomReset: 'الحجم الأصلي',
    fullScreen: 'ملء الشاشة',
    developer: 'أدوات المطوّر',
    window: 'نافذة',
    minimize: 'تصغير إلى الشريط',
    close: 'إغلاق',
    about: 'حول البرنامج',
    hide: 'إخفاء',
    hideOthers: 'إخفاء البرامج الأخرى',
    showAll: 'إظهار الكل',
  },
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    developer: 'Developer tools',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
    about: 'About',
    hide: 'Hide',
    hideOthers: 'Hide others',
    showAll: 'Show all',
  },
};

/**
 * The application menu. Its roles are what makes copy, paste and undo work in every field on macOS. A packaged app has
 * no entry, and so no key, for reload or the developer tools.
 */
export function menuTemplate(
  language: Language,
  platform: NodeJS.Platform,
  packaged: boolean,
  onZoom: (wish: ZoomWish) => void,
): MenuItemConstructorOptions[] {
  const label = labels[language];
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: label.quit };
  // The page hears the keys itself, in its own range of sizes; the menu only shows them.
  const zoom = (name: string, wish: ZoomWish, key: string): MenuItemConstructorOptions => ({
    label: name,
    accelerator: `CommandOrControl+${key}`,
    registerAccelerator: false,
    click: () => onZoom(wish),
  });
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? {
          label: 'SAHOOL',
          submenu: [
            { role: 'about', label: label.about },
            separator,
            { role: 'hide', label: label.hide },
            { role: 'hideOthers', label: label.hideOthers },
            { role: 'unhide', label: label.showAll },
            separator,
            quit,
          ],
        }
      : { label: label.file, submenu: [{ role: 'close', label: label.close }, separator, quit] };
  const developer: MenuItemConstructorOptions[] = packaged
    ? []
    : [separator, { role: 'toggleDevTools', label: label.developer }];
  return [
    first,
    {
      label: label.edit,
      submenu: [
        { role: 'undo', label: label.undo },
        { role: 'redo', label: label.redo },
        separator,
        { role: 'cut', label: label.cut },
        { role: 'copy', label: label.copy },
        { role: 'paste', label: label.paste },
        { role: 'selectAll', label: label.selectAll },
      ],
    },
    {
      label: label.view,
      submenu: [
        zoom(label.zoomIn, 'in', 'Plus'),
        zoom(label.zoomOut, 'out', '-'),
        zoom(label.zoomReset, 'reset', '0'),
        separator,
        { role: 'togglefullscreen', label: label.fullScreen },
        ...developer,
      ],
    },
    {
      label: label.window,
      submenu: [
        { role: 'minimize', label: label.minimize },
        { role: 'close', label: label.close },
      ],
    },
  ];
}

/** Sets the menu in this language; called again when the user changes it. */
export function setApplicationMenu(language: Language, packaged: boolean, onZoom: (wish: ZoomWish) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language, process.platform, packaged, onZoom)));
}
