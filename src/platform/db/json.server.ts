import type Postgres from 'postgres';
import type { Db } from './door.server.ts';

/** What a JSON column holds as it is written. Money is text there: bigints are refused by the type. */
export type Json =
	| string
	| number
	| boolean
	| null
	| undefined
	| Date
	| readonly Json[]
	| { readonly [key: string]: Json };

/** A parameter for a JSON column. */
export const json = (db: Db, value: Json) => db.json(value as Postgres.JSONValue);
