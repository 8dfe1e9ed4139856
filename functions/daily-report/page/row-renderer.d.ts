import type { s3ConsoleUrl } from "../s3-console-url";
import type { RowHtml, RowSettings } from "./row";

declare function rowRenderer(settings: RowSettings, consoleUrl: typeof s3ConsoleUrl): RowHtml;
export = rowRenderer;
