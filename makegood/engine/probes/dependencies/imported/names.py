"""Import names that differ from the name of their package, and packages that bring others along: all but Python."""

from __future__ import annotations


def table(text: str) -> dict[str, tuple[str, ...]]:
    """`import: package, package` by line."""
    rows = (line.partition(":") for line in text.strip().splitlines())
    return {name.strip(): tuple(part.strip() for part in rest.split(",")) for name, _, rest in rows}


NODE_BRINGS = table("""
react: react, preact, next
react-dom: react-dom, next, preact
vue: vue, nuxt, @nuxt/kit
express: express, @nestjs/platform-express
vite: vite, astro, @sveltejs/kit, nuxt, vitest
rollup: rollup, vite
esbuild: esbuild, vite
webpack: webpack, next, @angular-devkit/build-angular, react-scripts, @vue/cli-service, laravel-mix
@jest/globals: jest
h3: nuxt, nitropack
vue-router: nuxt
react-router: react-router-dom, @remix-run/react, @react-router/node
react-router-dom: @remix-run/react
history: react-router-dom, react-router
graphql-tag: @apollo/client, apollo-server, apollo-server-express
@popperjs/core: bootstrap
@babel/core: @babel/core
estree: @types/estree
geojson: @types/geojson
""")

PHP = table("""
Symfony: symfony/, laravel/framework, illuminate/, drupal/core, api-platform/
Illuminate: laravel/framework, illuminate/, laravel/lumen-framework
Laravel: laravel/
GuzzleHttp: guzzlehttp/, laravel/framework, aws/aws-sdk-php, drupal/core
Psr: psr/, symfony/, laravel/framework, guzzlehttp/, monolog/, league/, slim/
Monolog: monolog/, laravel/framework, symfony/monolog-bundle
Carbon: nesbot/carbon, laravel/framework
Doctrine: doctrine/, laravel/framework, symfony/orm-pack
Twig: twig/, symfony/twig-, slim/twig-view, drupal/core
League: league/, laravel/
Ramsey: ramsey/, laravel/framework
Aws: aws/
Stripe: stripe/, laravel/cashier
Firebase: firebase/, kreait/
PHPMailer: phpmailer/
Mpdf: mpdf/
Dompdf: dompdf/, barryvdh/laravel-dompdf
PhpOffice: phpoffice/, maatwebsite/excel
Maatwebsite: maatwebsite/
Intervention: intervention/
Predis: predis/
Faker: fakerphp/, fzaninotto/
Lcobucci: lcobucci/, laravel/passport, tymon/jwt-auth
Tymon: tymon/, php-open-source-saver/
Spatie: spatie/
Livewire: livewire/, filament/
Filament: filament/
Inertia: inertiajs/
Twilio: twilio/
SendGrid: sendgrid/
Google: google/
Sentry: sentry/
Elasticsearch: elasticsearch/
Elastic: elastic/, elasticsearch/
Razorpay: razorpay/
PayPal: paypal/
Endroid: endroid/
Slim: slim/
Barryvdh: barryvdh/
Dotenv: vlucas/phpdotenv, laravel/framework, symfony/dotenv
PhpAmqpLib: php-amqplib/
MongoDB: mongodb/, jenssegers/mongodb
Pusher: pusher/
Hashids: hashids/, vinkla/
Ratchet: cboden/ratchet
Sabre: sabre/
Smalot: smalot/
TCPDF: tecnickcom/
Hybridauth: hybridauth/
Cloudinary: cloudinary/, cloudinary-labs/
""")

JAVA = table("""
com.google.gson: gson
okhttp3: okhttp
retrofit2: retrofit
lombok: lombok
org.mapstruct: mapstruct
io.jsonwebtoken: jjwt
com.auth0: auth0
com.stripe: stripe
com.amazonaws: aws
software.amazon.awssdk: aws
org.apache.poi: poi
com.itextpdf: itext
org.jsoup: jsoup
redis.clients.jedis: jedis, redis
org.modelmapper: modelmapper
com.opencsv: opencsv
org.quartz: quartz
org.flywaydb: flyway
liquibase: liquibase
org.mindrot.jbcrypt: jbcrypt
com.google.zxing: zxing
org.apache.pdfbox: pdfbox, tika
net.sf.jasperreports: jasper
com.twilio: twilio
com.sendgrid: sendgrid
com.braintreegateway: braintree
com.paypal: paypal
com.google.firebase: firebase
io.minio: minio
com.alibaba.fastjson: fastjson
org.apache.logging.log4j: log4j
org.json: json
cn.hutool: hutool
com.github.benmanes.caffeine: caffeine, cache
org.redisson: redisson
io.github.bucket4j: bucket4j
com.baomidou: mybatis
org.apache.ibatis: mybatis
org.joda.time: joda, aws
""")

CSHARP = table("""
Newtonsoft.Json: newtonsoft
Dapper: dapper
Serilog: serilog
NLog: nlog
AutoMapper: automapper
MediatR: mediatr
FluentValidation: fluentvalidation
Polly: polly
RestSharp: restsharp
Hangfire: hangfire
StackExchange.Redis: redis
MongoDB: mongo
Npgsql: npgsql
MySql: mysql
MySqlConnector: mysql
Stripe: stripe
SendGrid: sendgrid
Twilio: twilio
Amazon: aws
MailKit: mailkit
MimeKit: mailkit, mimekit
Swashbuckle: swashbuckle
BCrypt: bcrypt
CsvHelper: csvhelper
EPPlus: epplus
OfficeOpenXml: epplus
ClosedXML: closedxml
iTextSharp: itext
HtmlAgilityPack: htmlagilitypack
MassTransit: masstransit
RabbitMQ: rabbit, masstransit
Confluent.Kafka: kafka
Bogus: bogus
Ardalis: ardalis
Autofac: autofac
Quartz: quartz
Refit: refit
Flurl: flurl
Humanizer: humanizer
YamlDotNet: yaml
LiteDB: litedb
Nest: nest, elastic
log4net: log4net
CloudinaryDotNet: cloudinary
SixLabors: sixlabors
QRCoder: qrcoder
Mapster: mapster
""")

RUBY = table("""
active_support: activesupport, rails
active_record: activerecord, rails
active_model: activemodel, rails
action_controller: actionpack, rails
action_view: actionview, rails
action_dispatch: actionpack, rails
action_mailer: actionmailer, rails
active_job: activejob, rails
active_storage: activestorage, rails
action_cable: actioncable, rails
action_mailbox: actionmailbox, rails
action_text: actiontext, rails
rails: rails, railties
bcrypt: bcrypt
zip: rubyzip
aws: aws-sdk, aws-sdk-s3
aws-sdk: aws-sdk
openai: ruby-openai, openai
mini_magick: mini_magick
RMagick: rmagick
pg: pg
sidekiq: sidekiq
rspec: rspec, rspec-rails, rspec-core
jwt: jwt
redis: redis, sidekiq
nokogiri: nokogiri, rails
concurrent: concurrent-ruby, rails
i18n: i18n, rails
mail: mail, rails
rack: rack, rails, sinatra
thor: thor, rails
sprockets: sprockets, sprockets-rails
multi_json: multi_json
oauth2: oauth2
httparty: httparty
faraday: faraday
""")
