import type { Container } from "./container";

const BY_DIGEST = /@sha256:[0-9a-f]{64}$/;

/** As the policy pack reads it: left out, or a zero in any writing, is root. */
const ROOT = /^(?:root|[+-]?0*)(?::|$)/;

/** Seconds after which Fargate ends a container, whatever it is at [AWS: ContainerDefinition, stopTimeout]. */
const MOST_STOP_SECONDS = 120;

/** What no container of ours may be, in one line that says how to mend it. */
export function containerFault({ name, image, user, stopSeconds = 0 }: Container): string | undefined {
  const fault = imageFault(image) ?? userFault(user);
  if (fault !== undefined) return `container ${name}: ${fault}`;
  return stopSeconds > MOST_STOP_SECONDS
    ? `container ${name}: stopSeconds: at most ${MOST_STOP_SECONDS} on Fargate, got ${stopSeconds}`
    : undefined;
}

export const imageFault = (image: string): string | undefined =>
  BY_DIGEST.test(image) ? undefined : `image: ${notByDigest(image)}`;

export const userFault = (user: string): string | undefined =>
  ROOT.test(user)
    ? `user: never root, give one of the image's own by its numbers, as 10001:10001, got ${JSON.stringify(user)}`
    : undefined;

/** A tag may name another image tomorrow; the registry tells what it names today. */
function notByDigest(image: string): string {
  const [, repository = "", tag = "latest"] = /^(?:[^/]+\/)?([^:@]+)(?::([^@]+))?/.exec(image) ?? [];
  return (
    `give it by its digest, REGISTRY/NAME@sha256:…, not by a tag: got ${image}. ` +
    `The digest: aws ecr describe-images --repository-name ${repository} --image-ids imageTag=${tag} --query "imageDetails[0].imageDigest" --output text`
  );
}
