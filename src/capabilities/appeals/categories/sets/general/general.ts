import type { SetCategory } from '../set.ts';
import { animals } from './animals.ts';
import { authority, other } from './authority.ts';
import { connection } from './connection.ts';
import { culture } from './culture.ts';
import { danger } from './danger.ts';
import { green } from './green.ts';
import { health } from './health.ts';
import { house } from './house.ts';
import { land } from './land.ts';
import { lighting } from './lighting.ts';
import { order } from './order.ts';
import { roads } from './roads.ts';
import { school } from './school.ts';
import { social } from './social.ts';
import { supply } from './supply.ts';
import { trade } from './trade.ts';
import { transport } from './transport.ts';
import { waste } from './waste.ts';
import { yards } from './yards.ts';

/**
 * The general municipal set, our own: what residents of a city of a hundred thousand and of the villages around it write
 * about, in their words. Terms are promises that an authority can keep and may change; the law's 30 days stay above them.
 * Codes are given once: `yards.lift` keeps its code though it stands in the house now.
 */
export const general: SetCategory[] = [
	danger,
	roads,
	yards,
	house,
	supply,
	lighting,
	waste,
	transport,
	green,
	animals,
	health,
	school,
	social,
	culture,
	land,
	trade,
	order,
	connection,
	authority,
	other,
];
