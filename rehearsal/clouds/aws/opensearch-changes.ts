import { words, type Making, type Properties } from "../catalogue";
import { isSet, recordOf, textAt } from "./values";

/** [docs.aws.amazon.com: Supported versions of Elasticsearch and OpenSearch], the newest last. */
export const VERSIONS = words("1.0 1.1 1.2 1.3 2.3 2.5 2.7 2.9 2.11 2.13 2.15 2.17 2.19 3.1 3.3").map(
  (version) => `OpenSearch_${version}`,
);
export const NEWEST = VERSIONS.at(-1) ?? "";

/** The last version of each major one, from which the next major one can be reached. */
const LAST = words("OpenSearch_1.3 OpenSearch_2.19");

const REPLACES = "(the real provider makes a new one instead: rehearse that with pulumi up --replace)";

/** What is switched on once and for all. */
const FOR_GOOD: Readonly<Record<string, string>> = {
  encryptAtRest: "encryption of data at rest",
  nodeToNodeEncryption: "node-to-node encryption",
  advancedSecurityOptions: "fine-grained access control",
};

/**
 * What a domain never becomes. The real provider replaces it then; a table can only name properties of which every
 * change replaces, and not every change of these does.
 */
export function changeFault({ before, inputs }: Making): string | undefined {
  if (before === undefined) return undefined;
  const is = (of: Properties, group: string) => recordOf(of[group])["enabled"] === true;
  const off = Object.keys(FOR_GOOD).find((group) => is(before.inputs, group) && !is(inputs, group));
  if (off !== undefined)
    return `ValidationException: You cannot disable ${FOR_GOOD[off]} on an existing domain ${REPLACES}`;
  if (isSet(before.inputs, "vpcOptions") !== isSet(inputs, "vpcOptions"))
    return `ValidationException: You cannot move a domain between a VPC and a public endpoint ${REPLACES}`;
  const [from, to] = [versionOf(before.outputs), versionOf(inputs)];
  return to === "" || isUpgrade(from, to)
    ? undefined
    : `ValidationException: A domain of ${from} cannot be upgraded to ${to} ${REPLACES}`;
}

const versionOf = (properties: Properties): string => textAt(properties, "engineVersion");

/** [docs.aws.amazon.com: Supported upgrade paths] */
function isUpgrade(from: string, to: string): boolean {
  const steps = (of: string) => VERSIONS.indexOf(of);
  const major = (of: string) => Number(/_(\d+)\./.exec(of)?.[1]);
  if (steps(to) < steps(from)) return false;
  return major(to) === major(from) || (major(to) === major(from) + 1 && LAST.includes(from));
}
