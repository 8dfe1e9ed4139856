import { words, type Properties } from "../catalogue";
import { first, isSet, recordOf, textAt } from "./values";

const INVALID = "ValidationException:";

const isOn = (inputs: Properties, group: string, property = "enabled"): boolean =>
  recordOf(inputs[group])[property] === true;

/** Whether a domain has users and roles of its own. */
export const hasFineGrainedAccess = (inputs: Properties): boolean => isOn(inputs, "advancedSecurityOptions");

/** What OpenSearch Service finds wrong with a domain's fine-grained access control [docs.aws.amazon.com: Fine-grained access control in Amazon OpenSearch Service]. */
export function accessFault(inputs: Properties): string | undefined {
  return hasFineGrainedAccess(inputs) ? (groundFault(inputs) ?? masterFault(inputs)) : undefined;
}

/** HTTPS is enforced by the provider, where the group is there and says nothing. */
const enforcesHttps = (inputs: Properties): boolean =>
  isSet(inputs, "domainEndpointOptions") &&
  recordOf(inputs["domainEndpointOptions"])["enforceHttps"] !== false;

function groundFault(inputs: Properties): string | undefined {
  const missing = [
    { what: "encryption of data at rest", isThere: isOn(inputs, "encryptAtRest") },
    { what: "node-to-node encryption", isThere: isOn(inputs, "nodeToNodeEncryption") },
    { what: "HTTPS for all traffic to the domain", isThere: enforcesHttps(inputs) },
  ].find(({ isThere }) => !isThere);
  return missing && `${INVALID} You must enable ${missing.what} to use fine-grained access control`;
}

const master = (property: string): string => `advancedSecurityOptions.masterUserOptions.${property}`;

function masterFault(inputs: Properties): string | undefined {
  const given = (property: string) => isSet(inputs, master(property));
  const named = words("masterUserName masterUserPassword");
  if (!isOn(inputs, "advancedSecurityOptions", "internalUserDatabaseEnabled"))
    return given("masterUserArn") && !named.some(given)
      ? undefined
      : `${INVALID} You must provide a master user ARN, and no name or password, when the internal user database is disabled.`;
  if (!named.every(given) || given("masterUserArn"))
    return `${INVALID} You must provide a master username and password when the internal user database is enabled.`;
  return passwordFault(textAt(inputs, master("masterUserPassword")));
}

const PASSWORD: readonly { readonly like: RegExp; readonly says: string }[] = [
  { like: /^.{8,128}$/, says: "8 to 128 characters" },
  { like: /[A-Z]/, says: "an upper-case letter" },
  { like: /[a-z]/, says: "a lower-case letter" },
  { like: /\d/, says: "a digit" },
  { like: /[^A-Za-z0-9]/, says: "a special character" },
];

/** "" is a password that is not known yet, or was not given, which is found elsewhere. */
const passwordFault = (password: string): string | undefined =>
  password === ""
    ? undefined
    : first(PASSWORD, ({ like, says }) =>
        like.test(password) ? undefined : `${INVALID} The master user password must have ${says}`,
      );
