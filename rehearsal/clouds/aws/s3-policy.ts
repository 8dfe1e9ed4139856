import { words, type Making, type ResourceType } from "../catalogue";
import { invalidPrincipal, statementsOf, type Statement } from "./policy-document";
import { ofBucket } from "./s3-state";
import { ACCOUNT_PUBLIC_ACCESS_BLOCK, BUCKET_PUBLIC_ACCESS_BLOCK } from "./tokens";
import { first } from "./values";

/** A bucket's policy [docs.aws.amazon.com: Bucket policies; 20 KB at most]. */
export const s3Policy: Readonly<Record<string, ResourceType>> = {
  "aws:s3/bucketPolicy:BucketPolicy": {
    ...ofBucket,
    inputs: words("bucket policy"),
    required: words("bucket policy"),
    documents: [{ property: "policy", max: 20_480, kind: "policy" }],
    refuseInputs: (inputs) => first(statementsOf(inputs["policy"]), statementFault),
    refuseMaking: policyRefused,
  },
};

function statementFault(statement: Statement): string | undefined {
  const { sid, hasPrincipal, hasResource, actions, isNotAction, resources } = statement;
  const where = sid === "" ? "" : ` (statement ${sid})`;
  if (!hasPrincipal) return `MalformedPolicy: Missing required field Principal${where}`;
  if (!hasResource || resources.length === 0)
    return `MalformedPolicy: Missing required field Resource${where}`;
  if (actions.length === 0) return `MalformedPolicy: Missing required field Action${where}`;
  const foreign = actions.find((action) => action !== "*" && !/^s3:/i.test(action));
  if (foreign !== undefined) return `MalformedPolicy: Policy has invalid action: ${foreign}${where}`;
  const pointless = actions.find((action) => !resources.some((resource) => applies(action, resource)));
  return pointless === undefined || isNotAction
    ? undefined
    : `MalformedPolicy: Action does not apply to any resource(s) in statement: ${pointless}${where}`;
}

/** Whether an action on objects is given objects, and one on buckets a bucket. */
function applies(action: string, resource: string): boolean {
  if (/[*?]/.test(action)) return true;
  const path = resource.replace(/^arn:aws:s3:::/, "");
  return onObjects(action) ? /[/*]/.test(path) : !path.includes("/") || /^[^/]*\*/.test(path);
}

const onObjects = (action: string): boolean =>
  /Object|MultipartUpload|^s3:Replicate|^s3:BypassGovernance/i.test(action) && !/Bucket/i.test(action);

function policyRefused(making: Making): string | undefined {
  const { inputs, text, cloud } = making;
  const bucket = text("bucket");
  const statements = statementsOf(inputs["policy"]);
  const strange = statements
    .flatMap(({ resources }) => resources)
    .find((resource) => !belongsTo(bucket, resource));
  if (strange !== undefined)
    return `MalformedPolicy: Policy has invalid resource: ${strange} (the policy of ${bucket})`;
  const invalid = invalidPrincipal(inputs["policy"], making);
  if (invalid) return `MalformedPolicy: Invalid principal in policy: "${invalid.kind}":"${invalid.value}"`;
  const block = cloud.named([BUCKET_PUBLIC_ACCESS_BLOCK], bucket)[0];
  const ofAccount = cloud.all(ACCOUNT_PUBLIC_ACCESS_BLOCK).find(({ account }) => account === making.account);
  const blocked =
    block === undefined ||
    [block, ofAccount].some((settings) => settings?.inputs["blockPublicPolicy"] === true);
  return blocked && statements.some(isPublic)
    ? "AccessDenied: not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
    : undefined;
}

function belongsTo(bucket: string, resource: string): boolean {
  const [, name] = /^arn:aws:s3:::([^/]+)(\/.*)?$/.exec(resource) ?? [];
  // A wildcard in the place of the name's end crosses the slash: `arn:aws:s3:::bucket*`.
  return name === bucket || name === `${bucket}*`;
}

const isPublic = ({ effect, principals, hasCondition }: Statement): boolean =>
  effect === "Allow" && !hasCondition && principals.some(({ value }) => value === "*");
