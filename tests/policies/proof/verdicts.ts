import * as assert from "node:assert/strict";
import { prove } from "../../../policies/proof/prove";
import type { Verdict } from "../../../policies/proof/verdict";
import { asResources, type Change } from "./estate";
import { goodEstate, settings } from "./good-estate";

/** What is said of the good estate, or of one that is changed so. */
export function verdictsOf(change: Change = (estate) => estate): readonly Verdict[] {
  return prove(asResources(change(goodEstate)), settings).verdicts;
}

/** The first that is said of an action, or of that and a subject. */
export function verdictOf(action: string, change?: Change, subject?: string): Verdict {
  const found = verdictsOf(change).find(
    (each) => each.action === action && (subject ?? each.subject) === each.subject,
  );
  return found ?? assert.fail(`no verdict on ${action}`);
}
