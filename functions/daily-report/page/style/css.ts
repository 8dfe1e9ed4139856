/** Marks a text as CSS, for whoever formats it. */
export const css = String.raw;
