import type { Difference } from '../../contract/schema';
import type { EnumShape, SchemaShape } from '../../../migrations/shape';
import type { Catalog } from './catalog';
import { compareTable } from './compare-table';
import { severityOf, type Finding, type Strictness } from './severity';

/** Text without the schema that every given name has, as a reader of a list wants it. */
function plainly(text: string): string {
  return text.replaceAll('public.', '');
}

function compareEnum(expected: EnumShape, found: EnumShape | undefined): Finding[] {
  const about = { object: expected.name, part: '', expected: expected.labels.join(', ') };
  if (!found) return [{ code: 'enum_missing', ...about, found: '' }];
  const labels = found.labels.join(', ');
  if (labels === about.expected) return [];
  const inCapitals = labels === about.expected.toUpperCase();
  const sameSet = [...found.labels].sort().join() === [...expected.labels].sort().join();
  return [{ code: inCapitals ? 'enum_labels_capital' : 'enum_labels', ...about, found: labels, harmless: sameSet }];
}

/**
 * Every difference between what is expected and what a catalog shows, in both directions: enums first, then table by
 * table in the order they are expected. Relations that are not expected are not looked at. Pure.
 */
export function compareShapes(expected: SchemaShape, found: Catalog, strictness: Strictness): Difference[] {
  const findings: Finding[] = [];
  for (const shape of expected.enums) {
    findings.push(
      ...compareEnum(
        shape,
        found.enums.find((candidate) => candidate.name === shape.name),
      ),
    );
  }
  for (const shape of expected.tables) {
    const table = found.tables.find((candidate) => candidate.name === shape.name);
    findings.push(
      ...(table
        ? compareTable(shape, table)
        : [{ code: 'table_missing', object: shape.name, part: '', expected: shape.name, found: '' } as const]),
    );
  }
  return findings
    .map((finding) => ({ finding, severity: severityOf(finding, strictness) }))
    .flatMap(({ finding, severity }) =>
      severity === 'none'
        ? []
        : [
            {
              code: finding.code,
              severity,
              object: finding.object,
              part: finding.part,
              expected: plainly(finding.expected),
              found: plainly(finding.found),
            },
          ],
    );
}
