/** Where a list stood when its screen was left, so that coming back finds the same rows; for this run of the app. */
interface Place {
  readonly of: string;
  readonly firstRow: number;
  readonly rowCount: number;
}
const places = new Map<string, Place>();

export function rememberPlace(name: string, place: Place): void {
  places.set(name, place);
}

/** The place of this list, where it shows the same filter and sort as then. */
export function placeOf(name: string, of: string): Place | null {
  const place = places.get(name);
  return place?.of === of ? place : null;
}
