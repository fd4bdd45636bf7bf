#!/bin/sh
# run this from my laptop, the key is only there
scp -r shop migrations web deploy@larkspur-prod:/srv/shop
ssh deploy@larkspur-prod "cd /srv/shop && ./restart.sh"
