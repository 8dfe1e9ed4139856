/** Matches `*` (any run of characters) and `?` (any one), as names, actions and ARNs are matched in AWS. */
export function matches(pattern: string, name: string): boolean {
  return globs(pattern, name, (wanted, given) => wanted === "?" || wanted === given);
}

/** Whether a pattern surely matches all that another one matches: what `*` stands for there only `*` can match. */
export function covers(pattern: string, other: string): boolean {
  return globs(pattern, other, (wanted, given) => (wanted === "?" ? given !== "*" : wanted === given));
}

/** Whether any text is matched by both patterns. */
export function intersects(a: string, b: string): boolean {
  if (!a.includes("*")) return globs(b, a, agree);
  if (!b.includes("*")) return globs(a, b, agree);
  // Between the first and the last `*` of each there is room for whatever the other one asks for.
  const heads = Math.min(a.indexOf("*"), b.indexOf("*"));
  const tails = Math.min(tailOf(a), tailOf(b));
  return allAgree(a.slice(0, heads), b) && allAgree(a.slice(a.length - tails), b.slice(b.length - tails));
}

/** Follows a pattern along a text, and goes back no further than to the last `*`. */
function globs(pattern: string, name: string, fits: (wanted: string, given: string) => boolean): boolean {
  let at = 0;
  let position = 0;
  let afterStar: { readonly at: number; readonly position: number } | undefined;
  while (position < name.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      at += 1;
      afterStar = { at, position };
    } else if (wanted !== undefined && fits(wanted, name.charAt(position))) {
      at += 1;
      position += 1;
    } else {
      if (!afterStar) return false;
      afterStar = { at: afterStar.at, position: afterStar.position + 1 };
      ({ at, position } = afterStar);
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

function agree(a: string, b: string): boolean {
  return a === "?" || b === "?" || a === b;
}

/** Whether a text agrees with what another one begins with. */
function allAgree(a: string, b: string): boolean {
  for (let index = 0; index < a.length; index += 1)
    if (!agree(a.charAt(index), b.charAt(index))) return false;
  return true;
}

/** How many characters follow the last `*`. */
function tailOf(pattern: string): number {
  return pattern.length - pattern.lastIndexOf("*") - 1;
}
