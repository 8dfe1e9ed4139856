import { placeOf, type Resource } from "../reading/resource";
import type { Exception } from "./register";

/** Whether a rule with these exceptions passes over a resource today. */
export function isExcepted(exceptions: readonly Exception[], urn: string): boolean {
  return exceptions.some((exception) => exception.urns.includes(urn) && !hasExpired(exception));
}

export interface ExceptionFinding {
  readonly about: string;
  readonly found: string;
  readonly expected: string;
}

/**
 * What is wrong with those exceptions that are about resources of this stack: expired, or of no use any more.
 * @param excepted the URNs of what the rule would have refused without them
 */
export function* exceptionFindings(
  exceptions: readonly Exception[],
  stack: readonly Resource[],
  excepted: ReadonlySet<string>,
): Iterable<ExceptionFinding> {
  for (const exception of exceptions)
    for (const urn of exception.urns) {
      if (!stack.some((resource) => isBeside(resource, urn))) continue;
      const about = urn.split("::").at(-1) ?? urn;
      if (hasExpired(exception))
        yield {
          about,
          found: `its exception from ${exception.rule} ended on ${exception.expires}`,
          expected: `the fault to be mended, or ${exception.owner} to argue for another term`,
        };
      else if (!excepted.has(urn))
        yield {
          about,
          found: `its exception from ${exception.rule} excepts nothing`,
          expected: "no exception that is not needed",
        };
    }
}

/** Whether two resources are of one stack. */
function isBeside(resource: Resource, urn: string): boolean {
  const [here, there] = [placeOf(resource), placeOf({ urn })];
  return here.stage === there.stage && here.project === there.project;
}

function hasExpired({ expires }: Exception): boolean {
  return Date.now() >= Date.parse(expires);
}
