"""Modules of Python whose package has another name, or that come with a package which is named instead."""

from __future__ import annotations

from makegood.engine.probes.dependencies.imported.names import table

PYTHON = table("""
yaml: pyyaml, ruamel-yaml
PIL: pillow, pillow-simd
cv2: opencv-python, opencv-python-headless, opencv-contrib-python, opencv-contrib-python-headless
sklearn: scikit-learn, sklearn
skimage: scikit-image
bs4: beautifulsoup4, bs4, wagtail
dateutil: python-dateutil
jwt: pyjwt
dotenv: python-dotenv, dotenv
Crypto: pycryptodome, pycrypto
Cryptodome: pycryptodomex
OpenSSL: pyopenssl
nacl: pynacl
MySQLdb: mysqlclient, mysql-python
mysql: mysql-connector-python, mysql-connector
pymysql: pymysql
psycopg2: psycopg2, psycopg2-binary
psycopg: psycopg, psycopg-binary
psycopg_pool: psycopg-pool, psycopg
rest_framework: djangorestframework, drf-yasg, drf-spectacular, djangorestframework-simplejwt, wagtail
rest_framework_simplejwt: djangorestframework-simplejwt
rest_framework_nested: drf-nested-routers
drf_yasg: drf-yasg
drf_spectacular: drf-spectacular
corsheaders: django-cors-headers
debug_toolbar: django-debug-toolbar
environ: django-environ, environ-config
crispy_forms: django-crispy-forms
allauth: django-allauth
guardian: django-guardian
django_filters: django-filter, wagtail
storages: django-storages
whitenoise: whitenoise
import_export: django-import-export
mptt: django-mptt
taggit: django-taggit, wagtail
willow: willow, wagtail
treebeard: django-treebeard, wagtail, django-cms, django-oscar
phonenumbers: phonenumbers, django-phonenumber-field, django-oscar
haystack: django-haystack
compressor: django-compressor
model_utils: django-model-utils
phonenumber_field: django-phonenumber-field
django_celery_beat: django-celery-beat
sass_processor: django-sass-processor
webpack_loader: django-webpack-loader
simple_history: django-simple-history
polymorphic: django-polymorphic
reversion: django-reversion
constance: django-constance
waffle: django-waffle
easy_thumbnails: easy-thumbnails
sorl: sorl-thumbnail
ckeditor: django-ckeditor
tinymce: django-tinymce
rosetta: django-rosetta
axes: django-axes
oauth2_provider: django-oauth-toolkit
social_django: social-auth-app-django
social_core: social-auth-core, social-auth-app-django
anymail: django-anymail
dj_database_url: dj-database-url
graphene_django: graphene-django
djmoney: django-money
ninja: django-ninja
channels: channels
decouple: python-decouple
flask_sqlalchemy: flask-sqlalchemy
flask_login: flask-login
jose: python-jose
multipart: python-multipart
magic: python-magic, python-magic-bin
docx: python-docx
pptx: python-pptx
slugify: python-slugify, unicode-slugify, awesome-slugify
telegram: python-telegram-bot
ldap: python-ldap
Levenshtein: levenshtein, python-levenshtein
memcache: python-memcached
consul: python-consul
gitlab: python-gitlab
github: pygithub
git: gitpython
jenkins: python-jenkins
keycloak: python-keycloak
barcode: python-barcode
engineio: python-engineio
socketio: python-socketio
http3: httpx
snappy: python-snappy
lxml: lxml
attr: attrs
attrs: attrs
serial: pyserial
usb: pyusb
zmq: pyzmq
fitz: pymupdf
pymupdf: pymupdf
PyPDF2: pypdf2
docx2txt: docx2txt
xlsxwriter: xlsxwriter
markdown: markdown
mistune: mistune
fuzzywuzzy: fuzzywuzzy
rapidfuzz: rapidfuzz
kafka: kafka-python, kafka-python-ng
confluent_kafka: confluent-kafka
pika: pika
nats: nats-py
amqp: amqp, kombu, celery
kombu: kombu, celery
billiard: billiard, celery
elasticsearch_dsl: elasticsearch-dsl, elasticsearch
opensearchpy: opensearch-py
bson: pymongo, bson
gridfs: pymongo
pymongo: pymongo, motor, mongoengine
mongoengine: mongoengine, flask-mongoengine
botocore: botocore, boto3, aioboto3, aiobotocore
s3transfer: s3transfer, boto3
google: google-cloud-storage, google-api-python-client, google-auth, protobuf
googleapiclient: google-api-python-client
google_auth_oauthlib: google-auth-oauthlib
grpc: grpcio
grpc_status: grpcio-status
grpc_tools: grpcio-tools
azure: azure-storage-blob, azure-identity
sentry_sdk: sentry-sdk
raven: raven
jaeger_client: jaeger-client
opentracing: opentracing, jaeger-client
prometheus_client: prometheus-client, django-prometheus, prometheus-fastapi-instrumentator
datadog: datadog
ddtrace: ddtrace
newrelic: newrelic
stripe: stripe, dj-stripe
braintree: braintree
paypalrestsdk: paypalrestsdk
twilio: twilio
sendgrid: sendgrid
mailchimp3: mailchimp3
firebase_admin: firebase-admin
pyrebase: pyrebase, pyrebase4
slack_sdk: slack-sdk, slack-bolt
slack: slackclient, slack-sdk
discord: discord-py, py-cord, discord
tweepy: tweepy
openai: openai
tiktoken: tiktoken, openai
pinecone: pinecone, pinecone-client
faiss: faiss-cpu, faiss-gpu
sentence_transformers: sentence-transformers
dns: dnspython, email-validator
email_validator: email-validator, pydantic
ruamel: ruamel-yaml
toml: toml
pytz: pytz, pandas, django, celery
tzlocal: tzlocal, apscheduler
apscheduler: apscheduler, flask-apscheduler
pkg_resources: setuptools
_pytest: pytest
pluggy: pluggy, pytest
xdist: pytest-xdist
past: future
builtins: future
wx: wxpython
gtk: pygobject
cairo: pycairo
OpenGL: pyopengl
pygame: pygame, pygame-ce
Xlib: python-xlib
win32api: pywin32
win32con: pywin32
win32com: pywin32
pythoncom: pywin32
vobject: vobject
pyasn1: pyasn1
tables: tables
umap: umap-learn
hdbscan: hdbscan
community: python-louvain
netaddr: netaddr
nmap: python-nmap
scapy: scapy
speech_recognition: speechrecognition
gtts: gtts
pyaudio: pyaudio
zbar: zbar-py
pyzbar: pyzbar
qrcode: qrcode
wand: wand
ffmpeg: ffmpeg-python
moviepy: moviepy
imageio: imageio
tensorflow: tensorflow, tensorflow-cpu, tensorflow-gpu, tf-nightly
keras: keras, tensorflow
torch: torch, torchvision
pl_bolts: lightning-bolts
pytorch_lightning: pytorch-lightning, lightning
mpl_toolkits: matplotlib
pylab: matplotlib
numpy: numpy, pandas, scipy, scikit-learn, opencv-python, opencv-python-headless, matplotlib, torch, tensorflow
scipy: scipy, scikit-learn
joblib: joblib, scikit-learn
werkzeug: werkzeug, flask
jinja2: jinja2, flask, sphinx, ansible, mkdocs, fastapi-mail
markupsafe: markupsafe, jinja2, flask, wtforms
itsdangerous: itsdangerous, flask
click: click, flask, celery, uvicorn, typer, black
blinker: blinker, flask
wtforms: wtforms, flask-wtf
flask: flask, quart, connexion, flask-restful, flask-restx, flask-login, flask-appbuilder, dash
sqlalchemy: sqlalchemy, flask-sqlalchemy, sqlmodel, alembic, gino, databases
alembic: alembic, flask-migrate
starlette: starlette, fastapi
pydantic: pydantic, fastapi, sqlmodel, pydantic-settings, django-ninja
pydantic_core: pydantic-core, pydantic, fastapi
anyio: anyio, starlette, fastapi, httpx
uvicorn: uvicorn, fastapi
httpcore: httpcore, httpx
h11: h11, httpx, uvicorn
sniffio: sniffio, anyio, httpx
typing_extensions: typing-extensions, pydantic, fastapi, sqlalchemy
annotated_types: annotated-types, pydantic
asgiref: asgiref, django
sqlparse: sqlparse, django
django: django, djangorestframework, wagtail, django-cms, mezzanine, django-oscar
modelcluster: django-modelcluster, wagtail
urllib3: urllib3, requests, botocore, boto3, sentry-sdk, elasticsearch
certifi: certifi, requests, httpx, urllib3, sentry-sdk
chardet: chardet, requests
charset_normalizer: charset-normalizer, requests
idna: idna, requests, httpx
requests: requests
requests_oauthlib: requests-oauthlib
oauthlib: oauthlib, requests-oauthlib, django-allauth, django-oauth-toolkit
yarl: yarl, aiohttp
multidict: multidict, aiohttp
greenlet: greenlet, gevent, sqlalchemy
zope: zope-interface, twisted
docutils: docutils, sphinx
pygments: pygments, sphinx, rich
markdown_it: markdown-it-py, rich
packaging: packaging
dbapi2: psycopg2
lazy_object_proxy: lazy-object-proxy
wrapt: wrapt
tomli: tomli
jsonschema: jsonschema
referencing: referencing, jsonschema
rpds: rpds-py
marshmallow_sqlalchemy: marshmallow-sqlalchemy
flask_marshmallow: flask-marshmallow
webargs: webargs
apispec: apispec
connexion: connexion
strawberry: strawberry-graphql, strawberry-graphql-django
strawberry_django: strawberry-graphql-django
graphql: graphql-core, graphene, ariadne, strawberry-graphql
graphql_relay: graphql-relay, graphene
promise: promise, graphene
celery: celery, django-celery-beat, django-celery-results
redis: redis, django-redis, celery, rq, django-rq
rq: rq, django-rq
gevent: gevent
""")
