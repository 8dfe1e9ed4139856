import type { s3ConsoleUrl } from "../s3-console-url";
import type rowRenderer from "./row-renderer";

declare function startReader(renderer: typeof rowRenderer, consoleUrl: typeof s3ConsoleUrl): void;
export = startReader;
