import { KEY, KEY_POLICY } from "../reading/policy-documents";
import { ofType, type StackResource } from "../reading/resource";
import { is, list, read, shown, text, type Value, within } from "../reading/value";
import { everything, type Guarded, policiesOf } from "./documents";
import { meant } from "./joins";

const KEYS = [KEY, "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"];
const KEY_NAMES = ["arn", "keyId"];
const ALIAS = "aws:kms/alias:Alias";

/** What encrypts a vault by default, where it is not a key of S3's: one of the stacks, or one that nobody can judge. */
export type Encryption =
  { readonly kind: "key"; readonly key: Guarded } | { readonly kind: "not found"; readonly why: string };

/** All keys. A separate policy replaces the one that a key is made with; without any, AWS leaves it to IAM. */
export function keysIn(resources: readonly StackResource[], accountId: string): readonly Guarded[] {
  const keys = ofType(resources, ...KEYS);
  const separate = ofType(resources, KEY_POLICY).map((part) => ({
    part,
    of: meant({ from: part, property: "keyId", value: text(read(part.props, "keyId")) }, keys, KEY_NAMES),
  }));
  return keys.map((about) => {
    const own = separate.filter(({ of }) => of.includes(about)).map(({ part }) => part);
    const policies = policiesOf(own.length > 0 ? own : [about]);
    const arn = text(read(about.props, "arn"));
    return {
      about,
      title: `key ${about.name}`,
      arn: arn.kind === "known" ? arn.value : "arn:aws:kms:*:*:key/*",
      policies: policies.length > 0 ? policies : [[leftToIam(about.name, accountId)]],
    };
  });
}

function leftToIam(name: string, accountId: string) {
  const account = { named: [{ kind: "AWS", value: accountId } as const], complement: false };
  return { ...everything(name), principals: account };
}

/** What the rules of an encryption name: keys by their ARN, their id or an alias. */
export function encryptionsBy(
  from: StackResource,
  keys: readonly Guarded[],
  resources: readonly StackResource[],
): readonly Encryption[] {
  const rules = list(read(from.props, "rules"));
  return (rules.kind === "known" ? rules.value : [rules]).flatMap((rule): readonly Encryption[] => {
    const id = text(within(rule, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"));
    if (id.kind === "missing" || is(id, "")) return [];
    const named = keyNamed(from, id, keys, resources);
    return named.length > 0
      ? named.map((key) => ({ kind: "key", key }))
      : [{ kind: "not found", why: shown(id) }];
  });
}

function keyNamed(
  from: StackResource,
  id: Value<string>,
  keys: readonly Guarded[],
  resources: readonly StackResource[],
): readonly Guarded[] {
  const abouts = keys.map(({ about }) => about);
  const aliases = meant({ from, property: "rules", value: id }, ofType(resources, ALIAS), ["name", "arn"]);
  const found = [
    ...meant({ from, property: "rules", value: id }, abouts, KEY_NAMES),
    ...aliases.flatMap((alias) => {
      const value = text(read(alias.props, "targetKeyId"));
      return meant({ from: alias, property: "targetKeyId", value }, abouts, KEY_NAMES);
    }),
  ];
  return keys.filter(({ about }) => found.includes(about));
}
