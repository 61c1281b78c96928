import { shell } from 'electron';

/** Every address that the program can open in the system's browser. A page names an entry; it never sends an address. */
export const externalLinks = {
  guide: 'https://sahool.example/billing-desktop/guide',
  licenses: 'https://sahool.example/billing-desktop/licenses',
  support: 'mailto:billing@sahool.example',
} as const;

export type ExternalLink = keyof typeof externalLinks;

/** Opens an entry of the list; false where the system refused, such as one without a mail program. */
export async function openExternalLink(link: ExternalLink): Promise<boolean> {
  try {
    await shell.openExternal(externalLinks[link]);
    return true;
  } catch {
    // The system's own words carry nothing that the clerk could act on: the screen says that it did not open.
    return false;
  }
}
