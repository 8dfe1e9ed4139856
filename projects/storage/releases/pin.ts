import { z } from "zod";
import { imageByDigest } from "../../../components/place/schemas";

/** A version: a branch or a tag may name another one tomorrow. */
export const commit = z.string().regex(/^[0-9a-f]{40}$/, {
  error: ({ input }) =>
    `give the commit it was built from (40 hexadecimal digits), not a branch or tag: found ${String(input)}`,
});

/** One image of a release, and what it was built from. */
export const pin = z.strictObject({ image: imageByDigest, version: commit });
export type Pin = z.infer<typeof pin>;

/** What an image's address says; the digest only where it has one. */
export interface Address {
  /** Host and path before the image's own name. */
  readonly registry: string;
  readonly name: string;
  readonly digest?: string | undefined;
}

/** Reads `REGISTRY/NAME@sha256:…`, with or without a tag; nothing where there is no registry or no name. */
export function addressOf(image: string): Address | undefined {
  const [, registry, name, digest] = /^(.+)\/([^/:@]+)(?::[^/@]*)?(?:@(.+))?$/.exec(image) ?? [];
  return registry === undefined || name === undefined ? undefined : { registry, name, digest };
}
