/**
 * Puts PDFs that Chromium made behind each other, with their tags: no library at hand keeps those. It knows just the form in
 * which Chromium (Skia) writes: a plain table of objects, each dictionary in the open. Anything else is refused.
 */

interface Parsed {
  /** Each object's number and its bytes between `obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, Buffer>;
  readonly root: number;
  readonly size: number;
}

const latin = 'latin1';

/** A reference such as 12 0 R, or a string, in which nothing that looks like one is one. */
const referencePattern = /\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>|\b(\d+) 0 R\b/g;

function refuse(what: string): never {
  throw new Error(`not a PDF as Chromium writes it: ${what}`);
}

function parse(pdf: Uint8Array): Parsed {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = bytes.subarray(-1024).toString(latin);
  const start = Number(/startxref\s+(\d+)/.exec(tail)?.[1] ?? refuse('startxref'));
  const trailer = bytes.subarray(start).toString(latin);
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1] ?? refuse('Size'));
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1] ?? refuse('Root'));
  if (!trailer.startsWith('xref') || trailer.includes('/Prev')) refuse('xref');
  const rows = [...trailer.slice(0, trailer.indexOf('trailer')).matchAll(/^(\d{10}) \d{5} ([nf])/gm)];
  const places = rows.flatMap(([, offset, use], number) => (use === 'n' ? [{ number, at: Number(offset) }] : []));
  const ends = [...places.map(({ at }) => at), start].toSorted((left, right) => left - right);
  const objects = new Map<number, Buffer>();
  for (const { number, at } of places) {
    const end = ends.find((next) => next > at) ?? start;
    const whole = bytes.subarray(at, end);
    const head = `${number} 0 obj`;
    if (whole.subarray(0, head.length).toString(latin) !== head) refuse('object');
    objects.set(number, whole.subarray(head.length, whole.lastIndexOf('endobj')));
  }
  return { objects, root, size };
}

function text(parsed: Parsed, number: number): string {
  return (parsed.objects.get(number) ?? refuse(`object ${number}`)).toString(latin);
}

function reference(dictionary: string, name: string): number | null {
  const found = new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1];
  return found === undefined ? null : Number(found);
}

/** The dictionary before a stream with its references raised; the stream as it is. */
function renumbered(object: Buffer, renumber: (number: number) => number, change: (text: string) => string): Buffer {
  const streamAt = object.indexOf('stream\n');
  const dictionary = (streamAt === -1 ? object : object.subarray(0, streamAt)).toString(latin);
  const changed = change(
    dictionary.replace(referencePattern, (whole: string, number: string | undefined) =>
      number === undefined ? whole : `${renumber(Number(number))} 0 R`,
    ),
  );
  const head = Buffer.from(changed, latin);
  return streamAt === -1 ? head : Buffer.concat([head, object.subarray(streamAt)]);
}

/** What the whole has of its parts. */
interface Joined {
  readonly kids: number[];
  readonly structure: string[];
  readonly parents: string[];
  pages: number;
}

const [catalogId, pagesId, structureId, parentTreeId] = [1, 2, 3, 4];
const firstFree = 5;

function joinPart(
  part: Parsed,
  index: number,
  base: number,
  keys: number,
  joined: Joined,
): [Map<number, Buffer>, number] {
  const catalog = text(part, part.root);
  const pages = reference(catalog, 'Pages') ?? refuse('Pages');
  const structure = reference(catalog, 'StructTreeRoot');
  const tree = structure === null ? '' : text(part, structure);
  const parentTree = reference(tree, 'ParentTree');
  const renumber = (number: number): number => (number === structure ? structureId : number + base);
  const written = new Map<number, Buffer>();
  let nextKey = keys;
  for (const [number, object] of part.objects) {
    if (number === part.root || number === structure || number === parentTree) continue;
    written.set(
      number + base,
      renumbered(object, renumber, (dictionary) => {
        const raised = dictionary
          .replace(/\/(StructParents?) (\d+)/g, (_, name: string, key: string) => {
            nextKey = Math.max(nextKey, keys + Number(key) + 1);
            return `/${name} ${keys + Number(key)}`;
          })
          // The names of table heads, which cells point to.
          .replace(/\(((?:part\d+)*node\d+)\)/g, (_, node: string) => `(part${index}${node})`);
        return number === pages ? raised.replace('/Type /Pages', `/Type /Pages\n/Parent ${pagesId} 0 R`) : raised;
      }),
    );
  }
  joined.kids.push(pages + base);
  joined.pages += Number(/\/Count (\d+)/.exec(text(part, pages))?.[1] ?? refuse('Count'));
  const children = /\/K (\[[^\]]*\]|\d+ 0 R)/.exec(tree)?.[1] ?? '';
  for (const [, child] of children.matchAll(/(\d+) 0 R/g)) joined.structure.push(`${Number(child) + base} 0 R`);
  if (parentTree !== null) {
    for (const [, key, value] of text(part, parentTree).matchAll(/(\d+) (\d+) 0 R/g)) {
      joined.parents.push(`${keys + Number(key)} ${Number(value) + base} 0 R`);
      nextKey = Math.max(nextKey, keys + Number(key) + 1);
    }
  }
  return [written, nextKey];
}

function assemble(objects: ReadonlyMap<number, Buffer>, size: number): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', latin)];
  let at = parts[0]?.length ?? 0;
  const rows: string[] = ['0000000000 65535 f '];
  for (let number = 1; number < size; number += 1) {
    const object = objects.get(number);
    if (object === undefined) {
      rows.push('0000000000 65535 f ');
      continue;
    }
    const whole = Buffer.concat([Buffer.from(`${number} 0 obj`, latin), object, Buffer.from('endobj\n', latin)]);
    rows.push(`${String(at).padStart(10, '0')} 00000 n `);
    parts.push(whole);
    at += whole.length;
  }
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n${rows.join('\n')}\ntrailer\n<</Size ${size}\n/Root ${catalogId} 0 R\n/Info ${size - 1} 0 R>>\nstartxref\n${at}\n%%EOF\n`,
      latin,
    ),
  );
  return Buffer.concat(parts);
}

function hexString(title: string): string {
  return `<${Buffer.from(`\ufeff${title}`, 'utf16le').swap16().toString('hex')}>`;
}

/** The properties of the whole. */
export interface MergedInfo {
  readonly title: string;
  readonly author: string;
  readonly language: 'ar' | 'en';
}

/** One tagged PDF of several, in their order. Throws where one was not written by Chromium. */
export function mergePdfs(pdfs: readonly Uint8Array[], info: MergedInfo): Uint8Array {
  const joined: Joined = { kids: [], structure: [], parents: [], pages: 0 };
  const objects = new Map<number, Buffer>();
  let base = firstFree - 1;
  let keys = 0;
  for (const [index, pdf] of pdfs.entries()) {
    const part = parse(pdf);
    const [written, nextKey] = joinPart(part, index, base, keys, joined);
    for (const [number, object] of written) objects.set(number, object);
    base += part.size;
    keys = nextKey;
  }
  const set = (number: number, dictionary: string): void => {
    objects.set(number, Buffer.from(`\n<<${dictionary}>>\n`, latin));
  };
  set(
    catalogId,
    `/Type /Catalog\n/Pages ${pagesId} 0 R\n/MarkInfo <</Marked true>>\n/Lang (${info.language})\n/ViewerPreferences <</DisplayDocTitle true>>\n/StructTreeRoot ${structureId} 0 R`,
  );
  const kids = joined.kids.map((kid) => `${kid} 0 R`).join(' ');
  set(pagesId, `/Type /Pages\n/Count ${joined.pages}\n/Kids [${kids}]`);
  set(
    structureId,
    `/Type /StructTreeRoot\n/K [${joined.structure.join(' ')}]\n/ParentTree ${parentTreeId} 0 R\n/ParentTreeNextKey ${keys}`,
  );
  set(parentTreeId, `/Nums [${joined.parents.join(' ')}]`);
  const infoId = base + 1;
  set(infoId, `/Title ${hexString(info.title)}\n/Author ${hexString(info.author)}\n/Creator (SAHOOL Billing)`);
  return assemble(objects, infoId + 1);
}
