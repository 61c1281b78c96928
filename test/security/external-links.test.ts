import { beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../electron/contract/app';
import { externalLinks, openExternalLink } from '../../electron/external-links';
import { shell } from '../support/fake-electron';

vi.mock('electron', () => import('../support/fake-electron'));
beforeEach(() => shell.openExternal.mockReset());

describe('links out of the program', () => {
  it('are an exact list that only main knows', () => {
    expect(externalLinks).toMatchSnapshot();
    for (const address of Object.values(externalLinks)) expect(address).toMatch(/^(?:https:\/\/|mailto:)[^\s<>"]+$/);
  });

  it('are named by the page, never written by it', async () => {
    for (const link of Object.keys(externalLinks)) expect(app.openLink.input.safeParse({ link }).success).toBe(true);
    for (const link of ['https://evil.example', 'file:///etc/passwd', '__proto__', 'toString', '', 'guide ']) {
      expect(app.openLink.input.safeParse({ link }).success).toBe(false);
    }
    await openExternalLink('guide');
    expect(shell.openExternal.mock.calls).toEqual([[externalLinks.guide]]);
  });

  it('say so where the system opened nothing', async () => {
    shell.openExternal.mockRejectedValueOnce(new Error('no program for mailto:'));
    expect(await openExternalLink('support')).toBe(false);
  });
});
