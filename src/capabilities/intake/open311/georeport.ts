/** The things of Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2), as the standard names them. */

export type Service = {
	service_code: string;
	service_name: string;
	description: string;
	/** Whether it asks something further. */
	metadata: boolean;
	type: 'realtime' | 'batch' | 'blackbox';
	keywords: string;
	group: string;
};

export const datatypes = [
	'string',
	'number',
	'datetime',
	'text',
	'singlevaluelist',
	'multivaluelist',
] as const;
export type Datatype = (typeof datatypes)[number];

export type Attribute = {
	/** False: only shown, nothing is to be answered. */
	variable: boolean;
	code: string;
	datatype: Datatype;
	required: boolean;
	datatype_description: string;
	order: number;
	description: string;
	values: { key: string; name: string }[];
};

export type Definition = { service_code: string; attributes: Attribute[] };

export type ServiceRequest = {
	service_request_id: string;
	status: 'open' | 'closed';
	status_notes: string | null;
	service_name: string;
	service_code: string;
	description: string | null;
	agency_responsible: string | null;
	service_notice: string | null;
	requested_datetime: string;
	updated_datetime: string | null;
	expected_datetime: string | null;
	address: string | null;
	address_id: string | null;
	zipcode: string | null;
	lat: number | null;
	long: number | null;
	media_url: string | null;
	extended_attributes?: Record<string, unknown>;
};

export type Discovery = {
	changeset: string;
	contact: string;
	key_service: string;
	endpoints: {
		specification: string;
		url: string;
		changeset: string;
		type: string;
		formats: string[];
	}[];
};

export type GeoError = { code: number; description: string };

export type Format = 'xml' | 'json';
