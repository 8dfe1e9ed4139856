import { colours } from "./colours";
import { frame } from "./frame";
import { groups } from "./groups";
import { narrow } from "./narrow";

/** All of the page's looks: what comes later changes what came before. */
export const style = [colours, frame, groups, narrow].join("");
