import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";

export interface Issued {
  readonly file: string;
  readonly keyFile: string;
}

/** A certificate authority for servers of the tests. */
export interface CertificateAuthority {
  /** What a client must trust. */
  readonly file: string;
  readonly text: string;
  /**
   * Makes a certificate and its key.
   * @param commonName who it is for
   * @param alternatives the addresses it is good for, as openssl writes them: `IP:127.0.0.1,DNS:localhost`
   */
  issue(commonName: string, alternatives: string): Promise<Issued>;
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];

/**
 * Makes an authority whose certificates are good for two days.
 * @param folder gets all that it makes
 * @throws when there is no openssl
 */
export async function certificateAuthority(folder: string): Promise<CertificateAuthority> {
  fs.mkdirSync(folder, { recursive: true });
  const authority = filesOf(folder, "ca");
  await openssl(["req", "-x509", ...KEY, "-subj", "/CN=Strongroom tests", ...into(authority)]);
  return {
    file: authority.file,
    text: fs.readFileSync(authority.file, "utf8"),
    async issue(commonName, alternatives) {
      const issued = filesOf(folder, commonName);
      const request = path.join(folder, `${commonName}.csr`);
      const extensions = path.join(folder, `${commonName}.ext`);
      fs.writeFileSync(extensions, `subjectAltName=${alternatives}\n`);
      const named = ["-subj", `/CN=${commonName}`, "-keyout", issued.keyFile, "-out", request];
      await openssl(["req", "-new", ...KEY, ...named]);
      const by = ["-CA", authority.file, "-CAkey", authority.keyFile, "-CAcreateserial"];
      const good = ["-days", "2", "-extfile", extensions, "-out", issued.file];
      await openssl(["x509", "-req", "-in", request, ...by, ...good]);
      return issued;
    },
  };
}

function filesOf(folder: string, name: string): Issued {
  return { file: path.join(folder, `${name}.pem`), keyFile: path.join(folder, `${name}.key`) };
}

const into = ({ file, keyFile }: Issued) => ["-keyout", keyFile, "-out", file];

async function openssl(args: readonly string[]): Promise<void> {
  const done = await run("openssl", args, {});
  if (done.exitCode !== 0)
    throw new Error(`no certificates for a server: openssl 1.1.1 or newer is needed: ${done.stderr}`);
}
