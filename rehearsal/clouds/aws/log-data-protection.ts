import { words, type Properties, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { parsed } from "./policy-document";
import { LOG_DATA_PROTECTION, LOG_GROUP } from "./tokens";
import { first, isSet, listAt, textAt, textsAt } from "./values";

const INVALID = "InvalidParameterException:";
/** [docs.aws.amazon.com: Custom data identifiers, constraints] */
const MOST_OWN = 10;
const OWN_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const OWN_REGEX = /^[a-zA-Z0-9_#=@/;, ^$?[\]{}|\\*+.-]{1,200}$/;
const MANAGED = /^arn:aws:dataprotection::aws:data-identifier\/[A-Za-z0-9-]+$/;

/** What CloudWatch Logs masks in a log group [docs.aws.amazon.com: PutDataProtectionPolicy]. */
export const logDataProtection: Readonly<Record<string, ResourceType>> = {
  [LOG_DATA_PROTECTION]: {
    inputs: words("logGroupName policyDocument"),
    required: words("logGroupName policyDocument"),
    id: ({ text }) => text("logGroupName"),
    replacedBy: words("logGroupName"),
    refers: [{ at: "logGroupName", to: [LOG_GROUP], form: "name" }],
    documents: [{ property: "policyDocument", max: 30_720, kind: "json" }],
    refuseInputs: documentFault,
  },
};

function documentFault({ policyDocument }: Properties): string | undefined {
  if (isUnknown(policyDocument)) return undefined;
  const document = parsed(policyDocument);
  if (textAt(document, "Version") !== "2021-06-01")
    return `${INVALID} the Version of a data protection policy is 2021-06-01`;
  const statements = listAt(document, "Statement[]");
  const audits = statements.filter((statement) => isSet(statement, "Operation.Audit"));
  const masks = statements.filter((statement) => isSet(statement, "Operation.Deidentify"));
  if (audits.length !== 1 || masks.length !== 1)
    return `${INVALID} a data protection policy has one audit and one de-identify statement`;
  const [audited, masked] = [audits, masks].map((found) => textsAt(found[0], "DataIdentifier[]"));
  if (JSON.stringify(audited) !== JSON.stringify(masked))
    return `${INVALID} both statements must have the same DataIdentifier`;
  return ownFault(document) ?? unknownFault(audited ?? [], document);
}

function ownFault(document: unknown): string | undefined {
  const own = listAt(document, "Configuration.CustomDataIdentifier[]");
  if (own.length > MOST_OWN) return `${INVALID} at most ${MOST_OWN} custom data identifiers`;
  return first(own, (identifier) => {
    const [name, regex] = [textAt(identifier, "Name"), textAt(identifier, "Regex")];
    if (!OWN_NAME.test(name)) return `${INVALID} CustomDataIdentifier.Name: ${name}`;
    return OWN_REGEX.test(regex)
      ? undefined
      : `${INVALID} CustomDataIdentifier.Regex of ${name}: at most 200 letters, digits and _#=@/;,- ^$?[]{}|\\*+.`;
  });
}

function unknownFault(identifiers: readonly string[], document: unknown): string | undefined {
  const own = textsAt(document, "Configuration.CustomDataIdentifier[].Name");
  const strange = identifiers.find((identifier) => !MANAGED.test(identifier) && !own.includes(identifier));
  return strange && `${INVALID} DataIdentifier: ${strange} is neither AWS's nor configured`;
}
