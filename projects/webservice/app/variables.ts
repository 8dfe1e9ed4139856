import * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { webservice } from "../contract";
import type { MigrationSettings, Secrets, Settings } from "../environment";
import { DATABASE_USER } from "./names";

type Base = Received<typeof webservice.promises>;
type Values = Settings<pulumi.Input<string>>;

export interface VariablesArgs {
  readonly base: Pick<Base, "database" | "media" | "signingSecretName">;
  readonly hostNames: pulumi.Output<readonly string[]>;
  readonly region: pulumi.Output<string>;
  readonly staticFrom: "cdn" | "app";
}

/** What the service is told, by the names that one's own machine has, too. */
export const variables = ({ base, hostNames, region, staticFrom }: VariablesArgs): Values => ({
  DJANGO_ALLOWED_HOSTS: hostNames.apply((names) => names.join(",")),
  CSRF_TRUSTED_ORIGINS: hostNames.apply((names) => names.map((name) => `https://${name}`).join(",")),
  DATABASE_HOST: base.database.endpoint,
  DATABASE_PORT: pulumi.interpolate`${base.database.port}`,
  DATABASE_NAME: base.database.name,
  DATABASE_USER,
  DATABASE_AUTHENTICATION: "iam",
  DATABASE_SSLMODE: "verify-full",
  MEDIA_BUCKET: base.media.bucketName,
  STATIC_FROM: staticFrom,
  AWS_REGION: region,
});

/** What the migrations are told beside, or in its place: they are the database's owner. */
export const migrationVariables = ({
  base,
}: Pick<VariablesArgs, "base">): MigrationSettings<pulumi.Input<string>> &
  Pick<Values, "DATABASE_AUTHENTICATION"> => ({
  DATABASE_AUTHENTICATION: "owner",
  DATABASE_OWNER_ARN: base.database.masterSecretArn,
});

/** What the service is told by a secret's name. */
export const secretNames = (base: Pick<Base, "signingSecretName">): Secrets<pulumi.Input<string>> => ({
  DJANGO_SECRET_KEY: base.signingSecretName,
});
