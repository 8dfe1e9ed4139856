/** A field of an index, in the words of OpenSearch's mappings. */
export type Field = { readonly type: string } | { readonly properties: Fields };
export type Fields = Readonly<Record<string, Field>>;

/** Found as a whole: identifiers, names, statuses. */
export const keyword: Field = { type: "keyword" };
/** Found by the words in it. */
export const text: Field = { type: "text" };
export const date: Field = { type: "date" };
export const integer: Field = { type: "integer" };
export const long: Field = { type: "long" };

export const object = (properties: Fields): Field => ({ properties });
