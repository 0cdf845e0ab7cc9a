-- Which regions an account uses: asked for each of them.
CREATE INDEX ticket_region ON ticket (account_id, region_id)
	WHERE region_id IS NOT NULL;
