import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../electron/contract/result';
import { pdfFileName } from '../../electron/documents/file-name';
import { freePath, savePdf, type SavingFiles } from '../../electron/documents/save-pdf';
import { invoice, receipt } from './samples';

let folder = '';
beforeEach(async () => {
  folder = await files.mkdtemp(join(tmpdir(), 'sahool-save-'));
});
afterEach(async () => {
  await files.rm(folder, { recursive: true });
});

const bytes = new TextEncoder().encode('%PDF-1.7 new');

/** The real file system, but whose files fail to take bytes with this code. */
function failing(code: string): SavingFiles {
  return {
    ...files,
    open: async (path, flags) => {
      const file = await files.open(path, flags);
      file.writeFile = async () => {
        await file.write(Buffer.from('%PDF-'));
        throw Object.assign(new Error(code), { code });
      };
      return file;
    },
  };
}

describe('saving a PDF', () => {
  it('writes it whole, over what was there', async () => {
    const path = join(folder, 'فاتورة.pdf');
    await files.writeFile(path, 'old');
    await savePdf(bytes, path);
    expect(await files.readFile(path, 'utf8')).toBe('%PDF-1.7 new');
    expect(await files.readdir(folder)).toEqual(['فاتورة.pdf']);
  });

  it.each([
    ['ENOSPC', 'disk_full'],
    ['EDQUOT', 'disk_full'],
    ['EIO', 'file_not_written'],
  ])('on %s says %s, keeps the old file and leaves nothing else', async (cause, code) => {
    const path = join(folder, 'a.pdf');
    await files.writeFile(path, 'old');
    await expect(savePdf(bytes, path, { files: failing(cause) })).rejects.toMatchObject({
      code,
      params: { file: 'a.pdf' },
    });
    expect(await files.readdir(folder)).toEqual(['a.pdf']);
    expect(await files.readFile(path, 'utf8')).toBe('old');
  });

  it('says where there is no such folder', async () => {
    await expect(savePdf(bytes, join(folder, 'gone', 'a.pdf'))).rejects.toMatchObject({ code: 'file_not_written' });
  });

  it('gives no name to what fails its check', async () => {
    const check = (): Promise<void> => Promise.reject(new AppError('document_incomplete'));
    await expect(savePdf(bytes, join(folder, 'a.pdf'), { check })).rejects.toMatchObject({
      code: 'document_incomplete',
    });
    expect(await files.readdir(folder)).toEqual([]);
  });

  it('finds a name that is not taken', async () => {
    expect(await freePath(folder, 'a.pdf')).toBe(join(folder, 'a.pdf'));
    await files.writeFile(join(folder, 'a.pdf'), '');
    await files.writeFile(join(folder, 'a (2).pdf'), '');
    expect(await freePath(folder, 'a.pdf')).toBe(join(folder, 'a (3).pdf'));
  });
});

describe('the name of a file', () => {
  const named = (nameAr: string, pattern?: string): string => {
    const { snapshot } = invoice(1);
    return pdfFileName(
      invoice(1, { snapshot: { ...snapshot, tenant: { ...snapshot.tenant, nameAr } } }),
      'ar',
      pattern,
    );
  };

  it('follows its pattern', () => {
    expect(named('مزرعة الجوف')).toBe('SAH-2026-0005-مزرعة-الجوف-ar.pdf');
    expect(named('x', '{date} {kind} {number} {unknown}')).toBe('2026-01-01-invoice-SAH-2026-0005.pdf');
    expect(pdfFileName(receipt(), 'en')).toBe('RCV-2026-0012-Al-Jawf-Model-Farm-en.pdf');
    expect(pdfFileName(invoice(1, { number: null }), 'both', '{number}')).toBe('draft.pdf');
  });

  it.each(['../../etc/passwd', 'C:\\Windows\\x', 'a\u0000b', 'con', '...', '\u202egnp.exe', 'a/b:c*d?"<>|'])(
    'leads nowhere for %s',
    (name) => {
      expect(named(name, '{tenant}')).toMatch(
        /^(?!\.)(?!(?:con|nul)\.)[^/\\:*?"<>|\u0000-\u001f\u202a-\u202e]+\.pdf$/i,
      );
    },
  );

  it('fits every file system, whatever the tenant is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const made = named(name);
        return Buffer.byteLength(made) <= 255 && made.isWellFormed() && !/[/\\:*?"<>|\u0000-\u001f]/.test(made);
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });
});
