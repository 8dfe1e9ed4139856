import * as pulumi from "@pulumi/pulumi";
import { mediaStatements } from "../../../components/buckets/media-bucket";
import type { Received } from "../../../components/contract";
import { signInToDatabase } from "../../../components/databases/database-user";
import type { Statement } from "../../../components/identity/policy";
import type { webservice } from "../contract";
import { DATABASE_USER } from "./names";

export interface RightsArgs {
  readonly base: Pick<Received<typeof webservice.promises>, "database" | "media">;
  readonly place: { readonly region: pulumi.Output<string>; readonly accountId: pulumi.Output<string> };
  readonly secretsKeyArn: pulumi.Output<string>;
}

/** What the service may do: sign in to its database as its own user, and keep what people send. */
export const serviceRights = (args: RightsArgs): readonly Statement[] => [
  signInToDatabase({
    ...args.place,
    clusterResourceId: args.base.database.clusterResourceId,
    userName: DATABASE_USER,
  }),
  ...inFolder("media", args),
];

/** What the collector of its traces may do: X-Ray keeps traces of the account, and no name of a part of them. */
export const tracingRights: readonly Statement[] = [
  { Sid: "SendTraces", Effect: "Allow", Action: ["xray:PutTraceSegments"], Resource: "*" },
];

/** What migrations may do: be the database's owner, and put static files where CloudFront finds them. */
export const migrationRights = (args: RightsArgs): readonly Statement[] => [
  {
    Sid: "ReadTheOwnersSecret",
    Effect: "Allow",
    Action: ["secretsmanager:GetSecretValue"],
    Resource: args.base.database.masterSecretArn,
  },
  {
    Sid: "DecryptIt",
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: args.secretsKeyArn,
    Condition: {
      StringEquals: {
        "kms:ViaService": pulumi.interpolate`secretsmanager.${args.place.region}.amazonaws.com`,
      },
    },
  },
  ...inFolder("static", args),
];

const inFolder = (folder: "media" | "static", { base, place }: RightsArgs) =>
  mediaStatements({
    bucketName: base.media.bucketName,
    folders: [folder],
    key: { keyArn: base.media.keyArn },
    place,
  });
