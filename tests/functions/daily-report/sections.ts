import { sectionOf, type Section } from "../../../functions/daily-report/section";
import type { Found } from "../../../functions/daily-report/search";
import { ingest, NOW, oneOfEach, uuid, type MadeUp } from "./made-up";

/** Pages that are there already. */
async function* given(...pages: readonly (readonly Found[])[]): AsyncGenerator<readonly Found[]> {
  yield* pages;
}

/** A section of ingests, each of an id of its own unless it says one. */
export const sectionWith = (
  ingests: readonly MadeUp[],
  { title = "Production", others = [] }: { readonly title?: string; readonly others?: readonly Found[] } = {},
): Promise<Section> =>
  sectionOf(
    title,
    given(
      ingests.map((made, number) => {
        const id = made.id ?? uuid(number);
        return { id, source: ingest({ id, ...made }) };
      }),
      others,
    ),
    NOW,
  );

export const times = (count: number, made: MadeUp | undefined): readonly MadeUp[] =>
  Array.from({ length: count }, () => made ?? {});

/** A section with so many ingests of each kind. */
export const sectionOfEach = (count: number, title?: string): Promise<Section> =>
  sectionWith(
    Object.values(oneOfEach).flatMap((made) => times(count, made)),
    title === undefined ? {} : { title },
  );
