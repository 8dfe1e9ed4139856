/**
 * How actions are told in few words: `ecs:Describe*` for `ecs:DescribeServices`, each once. A boundary has 6,144 characters,
 * and what it bounds is told action by action elsewhere.
 */
export type Telling = (actions: readonly string[]) => readonly string[];

const READING = /^(Describe|Get|List)[A-Z]/;

/** Those that read by families, and all others as they are. */
export const readingByFamilies: Telling = (actions) => [...new Set(actions.map(readingFamily))].toSorted();

function readingFamily(action: string): string {
  const { service, name } = partsOf(action);
  const verb = READING.exec(name)?.[1];
  return verb === undefined ? action : `${service}:${verb}*`;
}

/** Services of which each action is named by itself, but for reading: a family would hold what opens or ends things. */
const NAMED_ONE_BY_ONE = ["iam", "kms", "rds", "s3", "sts"];

/** Verbs of some services, by which they only make and set up what they are for. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  backup: ["Create"],
  "cognito-idp": ["Create", "Update"],
  ec2: ["Authorize", "Revoke"],
  elasticache: ["Create", "Modify"],
  elasticloadbalancing: ["Create", "Modify", "Set"],
  events: ["Create", "Update"],
  lambda: ["Update"],
};

const TAGGING = /^((Tag|Untag)[A-Z]|(Add|Create|Delete|Remove)Tags)/;

/**
 * Those that tag by families, too (`ecs:*Tag*`: IAM takes no notice of capitals), some by their verbs, and
 * `ec2:CreateVpc*` for `CreateVpc` and what is longer. A test sees that no family gives permissions or removes anything.
 */
export const byFamilies: Telling = (actions) => {
  const told = [...new Set(readingByFamilies(actions).map(family))];
  const isLonger = (action: string, shorter: string) => action !== shorter && action.startsWith(shorter);
  const isShort = (action: string) =>
    !NAMED_ONE_BY_ONE.includes(partsOf(action).service) && !partsOf(action).name.startsWith("Delete");
  const families = told.filter((action) => isShort(action) && told.some((each) => isLonger(each, action)));
  return told
    .filter((action) => !families.some((shorter) => isLonger(action, shorter)))
    .map((action) => (families.includes(action) ? `${action}*` : action))
    .toSorted();
};

/** Of some services, what most of their actions are done to, where none of these is left out. */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  backup: ["BackupPlan", "RestoreTestingPlan", "RestoreTestingSelection"],
  guardduty: ["MalwareProtectionPlan"],
  lambda: ["Function", "FunctionConcurrency"],
  logs: ["LogDelivery", "LogGroup", "ResourcePolicy"],
  scheduler: ["Schedule"],
};

/** By families, and some by what they are done to: `scheduler:*Schedule` for those that make, change and end a schedule. */
export const byFamiliesAndNouns: Telling = (actions) => [...new Set(byFamilies(actions).map(nounFamily))];

function nounFamily(action: string): string {
  const { service, name } = partsOf(action);
  const noun = NOUNS[service]?.find((each) => new RegExp(`^[A-Z][a-z]+${each}$`).test(name));
  return noun === undefined ? action : `${service}:*${noun}`;
}

function family(action: string): string {
  const { service, name } = partsOf(action);
  if (NAMED_ONE_BY_ONE.includes(service)) return action;
  if (TAGGING.test(name)) return `${service}:*Tag*`;
  const verb = VERBS[service]?.find((each) => name.startsWith(each));
  return verb === undefined ? action : `${service}:${verb}*`;
}

function partsOf(action: string): { readonly service: string; readonly name: string } {
  const [service = "", name = ""] = action.split(":");
  return { service, name };
}
