import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../../components/identity/policy";
import { SERVED } from "../../names";
import type { PlatformGround } from "../place";

/** What the image proxy may do: read originals that are clean, and write what it made of them. Nothing of either it may delete or list. */
export function proxyRights({ ground, base }: PlatformGround): readonly Statement[] {
  const { originals, derived } = base.buckets;
  return [
    {
      Sid: "ReadCleanOriginals",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: pulumi.interpolate`${originals.arn}/*`,
      Condition: {
        StringEquals: pulumi
          .all([base.scanTag.key, base.scanTag.clean])
          .apply(([key, clean]) => ({ [`s3:ExistingObjectTag/${key}`]: clean })),
      },
    },
    {
      Sid: "WriteDerivedImages",
      Effect: "Allow",
      Action: ["s3:PutObject"],
      Resource: pulumi.interpolate`${derived.arn}/${SERVED.derived}/*`,
    },
    {
      Sid: "DecryptAndEncryptThem",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: base.filesKeyArn,
      Condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${ground.regions.primary}.amazonaws.com` },
      },
    },
  ];
}
