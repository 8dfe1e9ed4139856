import * as pulumi from "@pulumi/pulumi";

/** Variables of a program, by their names. */
export type Variables = Readonly<Record<string, pulumi.Input<string>>>;

/** Variables of the programs that settings must not give: each opens what is closed, or belongs to the program itself. */
interface Refused {
  readonly names: RegExp;
  readonly because: string;
}

const refused: readonly Refused[] = [
  {
    names: /^SPRING_PROFILES_/,
    because:
      "the profile is shib: with database a user without a password signs in with any, and standalone asks for none",
  },
  {
    names: /^BROKER_USING_SELF_?SIGNED_?CERT$/,
    because: "it has the broker's certificate no longer looked at",
  },
  {
    names: /^S3_(AWS)?(ACCESS|SECRET)_?KEY/,
    because: "keys of S3 would be in every job and its log: the workers' role is all that is needed",
  },
  {
    names: /^(LOGGING_|SPRING_APPLICATION_JSON$|SPRING_JPA_SHOW_SQL$|SPRING_JPA_PROPERTIES_HIBERNATE_)/,
    because: "the image has the levels at which no password reaches the log",
  },
  {
    names: /^(MANAGEMENT_|SPRINGDOC_|SPRING_SECURITY_)/,
    because: "what administrators alone may see would be open",
  },
  {
    names: /^SPRING_SQL_INIT_/,
    because: "it makes the program's example users, whose passwords everybody knows",
  },
  {
    names: /(PASSWORD|PASSPHRASE|SECRET|TOKEN|API_?KEY)/,
    because: "a secret belongs in Secrets Manager, and datavault/base has a place for each",
  },
];

/** Why a variable must not be given in the settings, in one line. */
export function moreFault(name: string): string | undefined {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name))
    return `${name} is no name of a variable: capital letters, digits and underscores, as Spring reads them`;
  const found = refused.find(({ names }) => names.test(name));
  return found && `${name} must not be set: ${found.because}`;
}

/**
 * What a program is told, and what the settings tell it beside.
 * @throws (as a failed deployment) for a variable that it is told already
 */
export function withMore(
  program: "web" | "broker" | "worker",
  own: Variables,
  more: Readonly<Record<string, string>>,
): Variables {
  const twice = Object.keys(more).find((name) => name in own);
  if (twice !== undefined)
    throw new pulumi.RunError(
      `datavault-app: mend Pulumi.${pulumi.getStack()}.yaml: ${program}.more.${twice}: it is set already, by what stands in the other settings`,
    );
  return { ...own, ...more };
}
