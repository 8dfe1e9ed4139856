import type { Settings } from "../parameters";
import type { StackResource } from "../reading/resource";
import { isAtLeast, shown } from "../reading/value";
import { type Identity, isOneOf } from "./identities";
import type { People } from "./people";
import type { Reach, Way } from "./reach";
import { asksForMfa, isPerson, isPinned } from "./trust";
import { type Verdict, verdict, type WayIn } from "./verdict";

/** Whom a stage trusts with the archive. */
export type Trusting = Settings<
  "custodianRoleArns" | "deployIdentityArns" | "breakGlassRoleArns" | "githubSubjects"
>;

/** Who may become somebody whom the stage trusts. */
export interface Custody {
  readonly identity: Identity;
  readonly isBreakGlass: boolean;
  readonly ways: readonly Entry[];
}

export interface Entry extends WayIn {
  /** Where it could be cut. */
  readonly about: StackResource | undefined;
}

const GROUP = "Those whom the stage trusts";
/** An hour, in seconds: for as long may somebody be the break-glass role. */
const LONGEST_SESSION = 3600;

/** The one role that may delete, where the profile has one. */
export function breakGlassOf({
  lockProfile,
  breakGlassRoleArns,
}: Settings<"lockProfile" | "breakGlassRoleArns">): readonly string[] {
  return lockProfile === "lawful-deletion" ? breakGlassRoleArns : [];
}

/** Custodians, and the deploys that may become one. */
export function deployersOf({ custodianRoleArns, deployIdentityArns }: Trusting): readonly string[] {
  return [...custodianRoleArns, ...deployIdentityArns];
}

/** All whom the stage trusts, by name. */
export function trustedBy(settings: Trusting): readonly string[] {
  return [...deployersOf(settings), ...settings.breakGlassRoleArns];
}

/** By ARN, everybody whom the stage trusts, with all who may become him. */
export function custodyOf(
  { identities }: People,
  reach: Reach,
  settings: Trusting,
): ReadonlyMap<string, Custody> {
  const trusted = trustedBy(settings);
  return new Map(
    identities.flatMap((identity) => {
      const arn = trusted.find((each) => each === identity.arn);
      if (arn === undefined) return [];
      const isBreakGlass = settings.breakGlassRoleArns.includes(arn);
      const ways = reach
        .into(identity)
        // Whom another role lets in need not be told of: that role is.
        .filter(({ stranger, first }) => !stranger || isOneOf(first, trusted))
        .map((way) => ({
          who: way.title,
          steps: way.steps,
          permitted: isBreakGlass ? mayBreakGlass(way, identity) : mayDeploy(way, settings),
          undecided: way.undecided,
          about: way.identity?.about ?? way.first.about,
        }));
      return [[arn, { identity, isBreakGlass, ways }] as const];
    }),
  );
}

/** Only a person of elsewhere may, at once and with a second factor: nobody of the stacks, and not by way of somebody. */
function mayBreakGlass({ stranger, first }: Way, breakGlass: Identity): boolean {
  return first === breakGlass && stranger !== undefined && isPerson(stranger) && asksForMfa(stranger.by);
}

/** Deploys and custodians may, and those tokens of GitHub's that the stage names. */
function mayDeploy({ identity, stranger, first }: Way, settings: Trusting): boolean {
  const deployers = deployersOf(settings);
  if (identity) return isOneOf(identity, deployers);
  const isToken = stranger.principal?.kind === "Federated" && isPinned(stranger.by, settings.githubSubjects);
  return isToken && isOneOf(first, deployers);
}

/** What is to be said of those whom the stage trusts, whatever they may do. */
export function custodyVerdicts(custody: ReadonlyMap<string, Custody>): readonly Verdict[] {
  return [...custody.values()].flatMap(({ identity, isBreakGlass, ways }) => {
    const asked = { subject: identity.title, group: GROUP };
    const becoming = { ...asked, action: "sts:AssumeRole" };
    const known = identity.about ? ways.map(asWay) : [inNoStack(identity)];
    const verdicts = [verdict(becoming, known, "no other trust or permission lets anybody in")];
    return isBreakGlass && identity.about ? [...verdicts, sessionVerdict(asked, identity)] : verdicts;
  });
}

function asWay({ who, steps, permitted, undecided }: Entry): WayIn {
  return { who, steps, permitted, undecided };
}

function inNoStack({ title }: Identity): WayIn {
  const why = `${title} is in none of the stacks`;
  return { who: "nobody knows who", steps: [why], permitted: false, undecided: [why] };
}

function sessionVerdict(asked: Pick<Verdict, "subject" | "group">, { session, title }: Identity): Verdict {
  const isLong = session.kind === "unknown" || isAtLeast(session, LONGEST_SESSION + 1);
  const long = {
    who: `whoever becomes ${title}`,
    steps: [`maxSessionDuration is ${shown(session)}, more than ${LONGEST_SESSION} seconds`],
    permitted: false,
    undecided: [],
  };
  return verdict(
    { ...asked, action: "to stay longer than an hour" },
    isLong ? [long] : [],
    `a session ends after ${LONGEST_SESSION} seconds`,
  );
}
