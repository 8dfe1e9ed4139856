import * as pulumi from "@pulumi/pulumi";
import { searchUser, type SearchUser, type SearchUserArgs } from "./search-user";

/**
 * As whom one program signs in to what it searches, whichever engine that is: a name and a password in secrets of ours. The
 * password is made here and known to nobody; the engine gets to know it by whatever sets it up.
 */
export class ProgramUser extends pulumi.ComponentResource implements SearchUser {
  readonly userSecret: string;
  readonly passwordSecret: string;
  readonly version: pulumi.Output<string>;

  constructor(name: string, args: SearchUserArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:ProgramUser", name, {}, opts);
    const { userSecret, passwordSecret, version } = searchUser(name, args, {
      parent: this,
      protect: true,
      retainOnDelete: true,
    });
    this.userSecret = userSecret;
    this.passwordSecret = passwordSecret;
    this.version = version;
    this.registerOutputs({ userSecret, passwordSecret });
  }
}
