import { words, type Making, type ResourceType } from "../catalogue";
import { ACCOUNT_PUBLIC_ACCESS_BLOCK } from "./tokens";

/** What an account decides for all its buckets; AWS has one of it, and whatever is written last holds. */
export const s3PublicAccess: Readonly<Record<string, ResourceType>> = {
  [ACCOUNT_PUBLIC_ACCESS_BLOCK]: {
    inputs: words("accountId blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets"),
    id: ({ account }) => account,
    writesOver: true,
    computed: { accountId: ({ account }) => account },
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
    replacedBy: words("accountId"),
    limits: { accountId: { like: /^\d{12}$/, says: "an account id of 12 digits" } },
    refuseMaking: (making) => ofAnother(making) ?? second(making),
  },
};

const ofAnother = ({ account, text }: Making): string | undefined =>
  ["", account].includes(text("accountId"))
    ? undefined
    : `AccessDenied: Access Denied (the credentials are those of ${account}, not of ${text("accountId")})`;

/** AWS would let it, and two resources would write over each other for ever. */
const second = ({ account, before, cloud, urn }: Making): string | undefined =>
  before === undefined &&
  cloud.all(ACCOUNT_PUBLIC_ACCESS_BLOCK).some((other) => other.account === account && other.urn !== urn)
    ? `the account ${account} has its public access block already: this one would write over it`
    : undefined;
