/** OpenSearch 1.1: a browser can keep this site as one of its search engines. */
export const GET = ({ locals }) => {
	const { t, lang, href, origin } = locals;
	const quoted = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
	const body = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
	<ShortName>${quoted(t('search.opensearch.name'))}</ShortName>
	<Description>${quoted(t('search.opensearch.about'))}</Description>
	<InputEncoding>UTF-8</InputEncoding>
	<Language>${lang}</Language>
	<Image height="16" width="16" type="image/svg+xml">${quoted(origin)}/icon.svg</Image>
	<Url type="text/html" method="get" template="${quoted(origin + href('/search'))}?q={searchTerms}"/>
</OpenSearchDescription>
`;
	return new Response(body, {
		headers: {
			'content-type': 'application/opensearchdescription+xml; charset=utf-8',
			'cache-control': 'public, max-age=86400',
		},
	});
};
