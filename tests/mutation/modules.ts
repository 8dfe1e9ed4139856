import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as vm from "node:vm";
import { transform } from "sucrase";

interface Module {
  exports: unknown;
}

const PARAMETERS = ["exports", "require", "module", "__filename", "__dirname"];

/** A repository's modules, which can be forgotten and loaded anew, and run as something else than they are. */
export class Modules {
  private readonly loaded = new Map<string, Module>();
  private readonly instead = new Map<string, string>();
  private readonly packages: NodeJS.Require;

  /**
   * @param root the repository's folder; all file names are from there
   * @param globals what every module sees besides what Node gives it
   * @param standIns packages by name, for what a package of that name would be
   */
  constructor(
    private readonly root: string,
    private readonly globals: Readonly<Record<string, unknown>>,
    private readonly standIns: Readonly<Record<string, unknown>>,
  ) {
    this.packages = createRequire(path.join(root, "package.json"));
  }

  /** Runs a file as this code from now on, or as what it is. */
  use(file: string, code?: string): void {
    this.forget(file);
    if (code === undefined) this.instead.delete(file);
    else this.instead.set(file, code);
  }

  load(file: string): unknown {
    const known = this.loaded.get(file);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    this.loaded.set(file, module);
    try {
      this.run(file, module);
    } catch (error) {
      this.loaded.delete(file);
      throw error;
    }
    return module.exports;
  }

  isLoaded(file: string): boolean {
    return this.loaded.has(file);
  }

  /** Forgets a module and everything that is built on it. */
  forget(file: string): void {
    for (const each of this.loaded.keys()) if (this.foundations(each).has(file)) this.loaded.delete(each);
  }

  /** A module and everything that it requires, directly or by way of others. */
  readonly foundations = remembering((file: string): ReadonlySet<string> => {
    const found = new Set([file]);
    // A set is also walked over what is added on the way.
    for (const each of found) for (const required of this.requires(each).values()) found.add(required);
    return found;
  });

  readonly text = remembering((file: string): string => fs.readFileSync(path.join(this.root, file), "utf8"));

  private run(file: string, module: Module): void {
    const code = this.instead.get(file) ?? this.text(file);
    if (file.endsWith(".json")) {
      module.exports = JSON.parse(code);
      return;
    }
    const own = this.requires(file);
    const require = (request: string): unknown => {
      const required = own.get(request);
      if (required !== undefined) return this.load(required);
      return this.standIns[request] ?? this.packages(request);
    };
    const full = path.join(this.root, file);
    const given = [module.exports, require, module, full, path.dirname(full), ...Object.values(this.globals)];
    Reflect.apply(this.compiled(file)(code), module.exports, given);
  }

  /** The repository's own modules that one requires, by how it asks for them. */
  private readonly requires = remembering((file: string): ReadonlyMap<string, string> => {
    const code = file.endsWith(".ts") ? javaScript(this.text(file)) : this.text(file);
    const requests = [...code.matchAll(/\brequire\('(\.[^']+)'\)/g)].map(([, request = ""]) => request);
    return new Map(requests.map((request) => [request, this.resolved(request, file)]));
  });

  private readonly compiled = remembering((file: string) =>
    remembering((code) =>
      vm.compileFunction(
        file.endsWith(".ts") ? javaScript(code) : code,
        [...PARAMETERS, ...Object.keys(this.globals)],
        { filename: path.join(this.root, file) },
      ),
    ),
  );

  private resolved(request: string, user: string): string {
    const base = path.join(path.dirname(user), request);
    const file = [base, `${base}.ts`, `${base}/index.ts`].find((each) =>
      fs.statSync(path.join(this.root, each), { throwIfNoEntry: false })?.isFile(),
    );
    if (file === undefined) throw new Error(`${user}: there is no file for ${request}`);
    return file;
  }
}

const javaScript = remembering((code) => transform(code, { transforms: ["imports", "typescript"] }).code);

function remembering<T>(work: (of: string) => T): (of: string) => T {
  const done = new Map<string, T>();
  return (of) => {
    const known = done.get(of);
    if (known !== undefined) return known;
    const result = work(of);
    done.set(of, result);
    return result;
  };
}
