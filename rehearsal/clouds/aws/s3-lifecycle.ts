import { words, type Properties, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { ofBucket } from "./s3-state";
import { first, isSet, listAt, numberAt, recordOf, repeated, setOf, textAt, textsAt } from "./values";

const ACTIONS = words(`expiration transitions noncurrentVersionExpiration noncurrentVersionTransitions
  abortIncompleteMultipartUpload`);
const CLASSES = words("STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER_IR GLACIER DEEP_ARCHIVE");

/** A bucket's lifecycle rules [docs.aws.amazon.com: Lifecycle configuration elements, PutBucketLifecycleConfiguration]. */
export const s3Lifecycle: Readonly<Record<string, ResourceType>> = {
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    ...ofBucket,
    inputs: words("bucket rules timeouts transitionDefaultMinimumObjectSize"),
    required: words("bucket rules"),
    defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
    limits: {
      transitionDefaultMinimumObjectSize: {
        among: words("all_storage_classes_128K varies_by_storage_class"),
      },
      "rules[].id": { like: /^.{1,255}$/, says: "1 to 255 characters" },
      "rules[].status": { among: words("Enabled Disabled") },
      "rules[].expiration.days": { from: 1, to: 2_147_483_647 },
      "rules[].expiration.date": { like: /T00:00:00(\.0+)?Z$/, says: "at midnight GMT" },
      "rules[].transitions[].storageClass": { among: CLASSES },
      "rules[].transitions[].days": { from: 0, to: 2_147_483_647 },
      "rules[].noncurrentVersionTransitions[].storageClass": { among: CLASSES },
      "rules[].noncurrentVersionExpiration.noncurrentDays": { from: 1, to: 2_147_483_647 },
      "rules[].noncurrentVersionExpiration.newerNoncurrentVersions": { from: 1, to: 100 },
      "rules[].abortIncompleteMultipartUpload.daysAfterInitiation": { from: 1, to: 2_147_483_647 },
    },
    refuseInputs: rulesFault,
  },
};

function rulesFault(inputs: Properties): string | undefined {
  const rules = listAt(inputs, "rules[]");
  if (isSet(inputs, "rules") && !hasUnknown(inputs["rules"]) && rules.length > 1000)
    return `InvalidRequest: at most 1000 lifecycle rules, got ${rules.length}`;
  const twice = repeated(textsAt(inputs, "rules[].id"));
  if (twice !== undefined)
    return `InvalidArgument: Rule ID must be unique. Found same ID for more than one rule (${twice})`;
  return first(rules, (rule) => {
    const fault = shapeFault(rule) ?? daysFault(rule);
    return fault && `${fault} (rule ${textAt(rule, "id")})`;
  });
}

function shapeFault(rule: unknown): string | undefined {
  if (!ACTIONS.some((action) => isSet(rule, action)))
    return "InvalidRequest: At least one action needs to be specified in a rule";
  if (isSet(rule, "filter") && isSet(rule, "prefix"))
    return "MalformedXML: a rule has either a filter or a prefix";
  const [filter] = listAt(rule, "filter");
  if (count(filter, "prefix", "tag", "and", "objectSizeGreaterThan", "objectSizeLessThan") > 1)
    return "MalformedXML: a filter with more than one condition holds them in `and`";
  const tagged = isSet(filter, "tag") || isSet(filter, "and.tags");
  if (tagged && isSet(rule, "abortIncompleteMultipartUpload"))
    return "InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags.";
  if (tagged && isSet(rule, "expiration.expiredObjectDeleteMarker"))
    return "InvalidRequest: ExpiredObjectDeleteMarker cannot be specified with Tags.";
  if (
    isSet(rule, "expiration") &&
    count(rule, ...words("expiration.days expiration.date expiration.expiredObjectDeleteMarker")) !== 1
  )
    return "MalformedXML: an expiration has exactly one of days, date and expiredObjectDeleteMarker";
  const transition = listAt(rule, "transitions[]").find((entry) => count(entry, "days", "date") !== 1);
  return transition === undefined ? undefined : "MalformedXML: a transition has exactly one of days and date";
}

const count = (value: unknown, ...paths: readonly string[]): number =>
  setOf(recordOf(value), ...paths).length;

/** Objects may only grow older: infrequent access after 30 days, colder classes later, expiration last. */
function daysFault(rule: unknown): string | undefined {
  return (
    orderFault(
      listAt(rule, "transitions[]").map((step) => ({
        to: textAt(step, "storageClass"),
        days: numberAt(step, "days"),
      })),
      numberAt(rule, "expiration.days"),
      "",
    ) ??
    orderFault(
      listAt(rule, "noncurrentVersionTransitions[]").map((step) => ({
        to: textAt(step, "storageClass"),
        days: numberAt(step, "noncurrentDays"),
      })),
      numberAt(rule, "noncurrentVersionExpiration.noncurrentDays"),
      "NoncurrentVersion",
    )
  );
}

interface Step {
  readonly to: string;
  readonly days: number | undefined;
}

function orderFault(steps: readonly Step[], expiry: number | undefined, kind: string): string | undefined {
  const twice = repeated(steps.map(({ to }) => to));
  if (twice !== undefined) return `InvalidRequest: two ${kind}Transition actions for StorageClass '${twice}'`;
  const early = steps.find(({ to, days = 30 }) => to.endsWith("_IA") && days < 30);
  if (early)
    return `InvalidArgument: 'Days' in ${kind}Transition action must be greater than or equal to 30 for storageClass '${early.to}'`;
  const infrequent = steps.find(({ to }) => to.endsWith("_IA"));
  const soon = steps.find(
    ({ to, days }) =>
      /^GLACIER$|^DEEP_ARCHIVE$/.test(to) &&
      days !== undefined &&
      infrequent?.days !== undefined &&
      days < infrequent.days + 30,
  );
  if (soon)
    return `InvalidArgument: 'Days' in the ${kind}Transition action for StorageClass '${soon.to}' must be 30 days more than in the one for StorageClass '${infrequent?.to}'`;
  const late = steps.find(({ days }) => days !== undefined && expiry !== undefined && days >= expiry);
  return late
    ? `InvalidArgument: 'Days' in the ${kind}Expiration action must be greater than 'Days' in the ${kind}Transition action for StorageClass '${late.to}'`
    : undefined;
}
