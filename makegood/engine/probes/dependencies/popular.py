# ruff: noqa: E501  (a list of names)
"""Packages that everybody knows, by heart and not by any list of a registry: what imitations imitate."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


POPULAR: dict[str, frozenset[str]] = {
    "PyPI": _words(
        "aiohttp airflow alembic ansible anyio apscheduler argon2-cffi arrow asgiref asyncpg attrs azure-identity"
        " azure-storage-blob babel bandit bcrypt beautifulsoup4 black bleach blinker bokeh boto boto3 botocore bottle"
        " cachetools celery certifi cffi channels chardet charset-normalizer cherrypy click cloudpickle colorama"
        " coverage cryptography cython daphne dash dask databases datadog dateparser defusedxml discord-py"
        " dj-database-url django django-allauth django-cors-headers django-crispy-forms django-debug-toolbar"
        " django-environ django-extensions django-filter django-redis django-storages djangorestframework"
        " djangorestframework-simplejwt dnspython docker docutils drf-spectacular drf-yasg elasticsearch email-validator"
        " environs fabric faker fastapi fastavro filelock flake8 flask flask-cors flask-jwt-extended flask-login"
        " flask-mail flask-migrate flask-restful flask-restx flask-sqlalchemy flask-wtf freezegun fsspec gensim geopy"
        " gevent gitpython google-api-python-client google-auth google-cloud-storage graphene graphql-core greenlet"
        " grpcio gunicorn h11 hiredis html5lib httplib2 httptools httpx hypothesis idna importlib-metadata invoke ipython"
        " isort itsdangerous jax jinja2 jmespath joblib jsonpickle jsonschema jupyter jwcrypto kafka-python keras"
        " kombu kubernetes langchain ldap3 loguru lxml mako markdown markupsafe marshmallow matplotlib minio"
        " mongoengine more-itertools motor msgpack mypy mysqlclient mysql-connector-python networkx nltk nose notebook"
        " numba numpy oauthlib openai opencv-python opencv-python-headless openpyxl orjson packaging pandas paramiko"
        " passlib peewee pendulum pexpect phonenumbers pika pillow pipenv pluggy plotly poetry pre-commit"
        " prometheus-client protobuf psutil psycopg psycopg2 psycopg2-binary pyarrow pyasn1 pycparser pycryptodome"
        " pydantic pydantic-settings pydot pygments pyjwt pylint pymongo pymysql pynacl pyodbc pyopenssl pyparsing"
        " pypdf pyserial pyspark pytest pytest-asyncio pytest-cov pytest-django pytest-mock pytest-xdist python-dateutil"
        " python-decouple python-docx python-dotenv python-jose python-magic python-multipart python-slugify"
        " python-telegram-bot pytz pywin32 pyyaml pyzmq qrcode rapidfuzz redis regex reportlab requests"
        " requests-oauthlib requests-toolbelt retrying rich rq ruff sanic scikit-image scikit-learn scipy scrapy seaborn"
        " selenium sendgrid sentry-sdk setuptools shapely simplejson slack-sdk spacy sphinx sqlalchemy sqlmodel sqlparse"
        " starlette statsmodels stripe structlog sympy tabulate tenacity tensorflow toml torch torchvision tornado tox"
        " tqdm transformers tweepy twilio twisted typer typing-extensions tzlocal ujson unidecode urllib3 uvicorn uvloop"
        " vine virtualenv wagtail watchdog weasyprint websocket-client websockets werkzeug whitenoise wrapt wtforms"
        " xgboost xlrd xlsxwriter xmltodict yarl zeep zipp zope-interface colorlog pyautogui pycurl pygame"
    ),
    "npm": _words(
        "@angular/cli @angular/common @angular/core @apollo/client @babel/core @babel/preset-env @babel/runtime"
        " @emotion/react @emotion/styled @mui/material @nestjs/common @nestjs/core @prisma/client @reduxjs/toolkit"
        " @sentry/node @sentry/react @tanstack/react-query @testing-library/react @types/node @types/react"
        " @typescript-eslint/parser @vitejs/plugin-react ajv alpinejs amqplib angular antd apollo-server argon2 async"
        " autoprefixer aws-sdk axios babel-cli babel-core babel-eslint babel-loader babel-polyfill bcrypt bcryptjs"
        " better-sqlite3 bluebird body-parser bootstrap browserify bull bullmq busboy bunyan celebrate chai chalk chart.js"
        " cheerio chokidar classnames clsx coffee-script colors commander compression concurrently config connect-redis"
        " convict cookie-parser cookie-session core-js cors cross-env cross-spawn crypto-js css-loader csurf csv-parse"
        " cypress d3 date-fns dayjs debug deepmerge discord.js dotenv dotenv-expand ejs electron ember-cli enzyme esbuild"
        " eslint eslint-config-airbnb eslint-config-prettier eslint-plugin-import eslint-plugin-react event-stream"
        " eventemitter3 execa express express-jwt express-rate-limit express-session express-validator fastify"
        " file-loader file-saver firebase firebase-admin font-awesome formidable formik framer-motion fs-extra glob"
        " googleapis graphql graphql-tag grunt gulp handlebars hapi helmet highcharts highlight.js html-webpack-plugin"
        " http-errors http-proxy http-proxy-middleware husky i18next immer immutable inquirer ioredis jasmine jest joi"
        " jquery js-yaml jsdom jsonwebtoken jwt-decode karma knex koa koa-router leaflet less lint-staged lodash"
        " lodash-es lodash.merge lru-cache luxon mailgun-js mariadb marked material-ui method-override micromatch"
        " mini-css-extract-plugin minimist mkdirp mobx mocha moment moment-timezone mongodb mongoose morgan mssql multer"
        " mustache mysql mysql2 nanoid nestjs next next-auth node-cron node-fetch node-sass node-schedule nodemailer nodemon"
        " normalizr npm nunjucks nuxt nyc objection openai ora p-limit p-queue papaparse parcel passport passport-jwt"
        " passport-local path-to-regexp pg phantomjs pino pm2 postcss postcss-loader preact prettier prisma prom-client"
        " prop-types pug puppeteer qrcode qs query-string ramda react react-bootstrap react-dom react-hook-form"
        " react-icons react-native react-query react-redux react-router react-router-dom react-scripts react-select"
        " react-toastify recharts redis redux redux-form redux-saga redux-thunk reflect-metadata request requirejs"
        " reselect rimraf rollup rxjs sails sanitize-html sass sass-loader sequelize serve-static sharp shelljs sinon"
        " socket.io socket.io-client sqlite3 stripe style-loader styled-components stylus superagent supertest svelte"
        " swagger-jsdoc swagger-ui-express swiper swr tailwindcss terser three tslib tslint ts-jest ts-node tsx twilio"
        " typeorm typescript underscore uglify-js url-loader uuid validator vite vitest vue vue-router vuetify vuex"
        " web3 webpack webpack-cli webpack-dev-server winston ws xlsx xml2js yargs yup zod zustand ethers"
    ),
    "Packagist": _words(
        "aws/aws-sdk-php barryvdh/laravel-debugbar barryvdh/laravel-dompdf doctrine/dbal doctrine/orm dompdf/dompdf"
        " erusev/parsedown fakerphp/faker filp/whoops firebase/php-jwt fzaninotto/faker guzzlehttp/guzzle"
        " guzzlehttp/psr7 inertiajs/inertia-laravel intervention/image laravel/breeze laravel/cashier laravel/framework"
        " laravel/horizon laravel/passport laravel/sail laravel/sanctum laravel/socialite laravel/telescope"
        " laravel/tinker laravel/ui league/csv league/flysystem league/oauth2-server livewire/livewire maatwebsite/excel"
        " mockery/mockery monolog/monolog mpdf/mpdf nesbot/carbon nikic/php-parser nunomaduro/collision"
        " pestphp/pest phpmailer/phpmailer phpoffice/phpspreadsheet phpoffice/phpword phpseclib/phpseclib phpstan/phpstan"
        " phpunit/phpunit predis/predis psr/log pusher/pusher-php-server ramsey/uuid sentry/sentry-laravel slim/slim"
        " spatie/laravel-backup spatie/laravel-medialibrary spatie/laravel-permission squizlabs/php_codesniffer"
        " stripe/stripe-php symfony/console symfony/framework-bundle symfony/http-foundation symfony/mailer"
        " symfony/process symfony/yaml tecnickcom/tcpdf twig/twig twilio/sdk tymon/jwt-auth vlucas/phpdotenv"
    ),
    "RubyGems": _words(
        "activeadmin activerecord activesupport acts-as-taggable-on addressable annotate authlogic aws-sdk-s3 bcrypt"
        " better_errors bootsnap brakeman bullet bundler byebug cancancan capistrano capybara carrierwave clockwork"
        " coffee-rails concurrent-ruby database_cleaner delayed_job devise doorkeeper dotenv dotenv-rails elasticsearch"
        " factory_bot_rails faker faraday figaro fog-aws foreman friendly_id geocoder grape graphql haml hiredis httparty"
        " image_processing jbuilder jquery-rails json jwt kaminari letter_opener listen lograge mail mini_magick minitest"
        " money mongoid mysql2 newrelic_rpm nokogiri oauth2 octokit oj omniauth omniauth-google-oauth2 paperclip"
        " paper_trail pg pg_search prawn pry pry-byebug pry-rails puma pundit rack rack-attack rack-cors rails rake"
        " ransack redcarpet redis redis-rails resque rest-client rolify rspec rspec-rails rubocop rubocop-rails ruby-openai"
        " sass-rails savon scss_lint selenium-webdriver sentry-rails sentry-ruby sequel shoulda-matchers sidekiq"
        " sidekiq-cron simple_form simplecov sinatra slim solargraph spring sprockets sqlite3 stimulus-rails stripe"
        " strong_migrations terser thin timecop turbo-rails turbolinks twilio-ruby tzinfo-data uglifier unicorn vcr"
        " web-console webdrivers webmock webpacker whenever wicked_pdf will_paginate yard zeitwerk"
    ),
    "NuGet": _words(
        "AutoMapper Autofac Azure.Identity Azure.Storage.Blobs BCrypt.Net-Next Bogus CsvHelper Dapper EPPlus"
        " EntityFramework FluentAssertions FluentValidation FluentValidation.AspNetCore Hangfire HtmlAgilityPack"
        " Humanizer IdentityModel log4net MailKit Mapster MassTransit MediatR Microsoft.AspNetCore.OpenApi"
        " Microsoft.EntityFrameworkCore Microsoft.EntityFrameworkCore.SqlServer Microsoft.EntityFrameworkCore.Design"
        " Microsoft.Extensions.Logging Microsoft.NET.Test.Sdk Moq MongoDB.Driver MySql.Data NLog NSubstitute"
        " NUnit Newtonsoft.Json Npgsql Npgsql.EntityFrameworkCore.PostgreSQL Polly Quartz RabbitMQ.Client Refit RestSharp"
        " SendGrid Serilog Serilog.AspNetCore Serilog.Sinks.Console StackExchange.Redis Stripe.net"
        " Swashbuckle.AspNetCore System.IdentityModel.Tokens.Jwt System.Text.Json Twilio YamlDotNet coverlet.collector xunit"
    ),
    "Maven": _words(
        "ch.qos.logback:logback-classic com.auth0:java-jwt com.fasterxml.jackson.core:jackson-databind"
        " com.google.code.gson:gson com.google.guava:guava com.h2database:h2 com.mysql:mysql-connector-j"
        " com.squareup.okhttp3:okhttp com.squareup.retrofit2:retrofit com.stripe:stripe-java commons-io:commons-io"
        " commons-codec:commons-codec commons-fileupload:commons-fileupload io.jsonwebtoken:jjwt"
        " io.jsonwebtoken:jjwt-api io.springfox:springfox-swagger2 junit:junit mysql:mysql-connector-java"
        " org.apache.commons:commons-lang3 org.apache.commons:commons-csv org.apache.httpcomponents:httpclient"
        " org.apache.logging.log4j:log4j-core org.apache.poi:poi-ooxml org.flywaydb:flyway-core"
        " org.hibernate:hibernate-core org.jsoup:jsoup org.junit.jupiter:junit-jupiter org.mapstruct:mapstruct"
        " org.mockito:mockito-core org.modelmapper:modelmapper org.postgresql:postgresql org.projectlombok:lombok"
        " org.slf4j:slf4j-api org.springframework.boot:spring-boot-starter-data-jpa"
        " org.springframework.boot:spring-boot-starter-security org.springframework.boot:spring-boot-starter-test"
        " org.springframework.boot:spring-boot-starter-validation org.springframework.boot:spring-boot-starter-web"
        " org.springframework:spring-core org.springframework:spring-web org.thymeleaf:thymeleaf redis.clients:jedis"
    ),
    "Go": _words(
        "github.com/aws/aws-sdk-go github.com/dgrijalva/jwt-go github.com/gin-gonic/gin github.com/go-chi/chi"
        " github.com/go-playground/validator github.com/go-redis/redis github.com/go-sql-driver/mysql"
        " github.com/gofiber/fiber github.com/gofrs/uuid github.com/golang-jwt/jwt github.com/golang-migrate/migrate"
        " github.com/golang/protobuf github.com/google/go-cmp github.com/google/uuid github.com/gorilla/mux"
        " github.com/gorilla/sessions github.com/gorilla/websocket github.com/jackc/pgx github.com/jinzhu/gorm"
        " github.com/jmoiron/sqlx github.com/joho/godotenv github.com/labstack/echo github.com/lib/pq"
        " github.com/mattn/go-sqlite3 github.com/pkg/errors github.com/prometheus/client_golang github.com/redis/go-redis"
        " github.com/rs/zerolog github.com/segmentio/kafka-go github.com/sirupsen/logrus github.com/spf13/cobra"
        " github.com/spf13/viper github.com/stretchr/testify github.com/stripe/stripe-go github.com/swaggo/gin-swagger"
        " github.com/urfave/cli go.mongodb.org/mongo-driver go.uber.org/zap google.golang.org/grpc gorm.io/gorm"
        " golang.org/x/crypto golang.org/x/net golang.org/x/oauth2 golang.org/x/sync golang.org/x/text golang.org/x/sys"
    ),
}

NEIGHBOURS: dict[str, frozenset[str]] = {
    "PyPI": _words(
        "asyncpg click-log colorlog cachelib celery-once django-jet flake8-docstrings flask-cache flask-mailman"
        " flask-caching fastapi-mail faker-file grpcio-tools h2 httpcore jupyterlab ldap mysql nose2 pyasn1-modules pycrypto"
        " pycryptodomex pydot2 pyjwkest pymssql pyspark-stubs pytest-cov pytest-env pytest-xvfb redis-py rq-scheduler"
        " sanic-ext scapy shap tox-uv typed-ast types-requests ujson xlwt zipfly mock hvac mocks psycopg2cffi black-macchiato"
        " backoff motor moto rich-click markdown2 markdown3 flask-jwt stripe-mock regex pyproj pyzbar jax jaxlib pypd peewee"
        " babel dash dask daal flasgger httpie quart slugify pathlib2 unidecode torch tomli tomlkit pyre nltk docker-py"
        " dockerpty sphinxcontrib tabula rjsmin orjson rapidjson ijson pyston demjson attr ruff jinja"
    ),
    "npm": _words(
        "colord preact react-dnd inferno vuex vue2 nuxt3 koa2 coa co joi yoi joy pug pugs jade d3-array uuid cuid nuid ws wss"
        " knex next nest nexe nexus request requests axios axios-mock redis redux jest test chai chalk chalks cors mocha"
        " mongodb mongoose async asynch debug marked market glob globs less lass sass scss yup yum zod pg pgp pm2 qs os"
        " swr tsx tsd rsx gulp grunt ora oro ejs ajs ajv hjs moment monent recharts echarts rollup enzyme sharp shar"
        " colors color immer timer stripe strip svelte swiper connect config convict typeorm typescript types tslib tslint"
        " ts-node ts-jest ts-loader vite vita viter vitest three tree trees threes execa hapi happi mysql mysql2 mysqljs"
        " mssql multer mutler ramda lambda lerna luxon lodash lodash-es lodash.get formik formic fastify fastly request-ip"
        " react-query reach-router core-js corejs cross-fetch classnames classname date-fns dayjs ioredis dotenv-cli"
        " bcrypt bcryptjs postcss prettier prettierx sequelize sequelize-cli parcel percel helmet helmets nanoid nano nyc npm"
        " pnpm npx n yarn bull bell bun bullmq body-parser bootstrap bootstrap4 husky winston winstond rimraf cheerio"
        " express-ws karma kerma jasmine p-map p-limit p-try css style-loader argon2 rxjs rxdb objection vue-route clsx"
        " clsc mini-css-extract-plugin file-type mobx mobs web3 webs swig stylus ramda rambda eslint tslint jslint jshint"
        " esbuild electron immutable jsdom jsdoc jsdom-global prom-client prism prisma prismjs mockjs @types/jest"
        " react-native-web sinon sails saslprep sinon-chai passport-oauth2 react-router5 unstated underscore query-string"
        " mailgun.js angular2 bunyan busboy bowser browserify bluebird mustache redux-saga express3 apollo-server d2 pino"
        " pino-http hono-jsx http-errors nunjucks inquirer aws-sdk csv-parser csv-parse lru-cache xml2json xml-js xlsx-js"
        " chart chart.js chartjs graphiql uglify-es uglifyjs ethers ether"
    ),
    "RubyGems": _words(
        "builder pg pgx pry fry rack rake rails railties haml hamlit json bson oj jwt jwe slim thin redis resque"
    ),
    "Packagist": _words("laravel/ai guzzlehttp/guzzle league/csv psr/log twig/twig"),
    "Maven": _words("org.springframework:spring-core org.apache.poi:poi-ooxml com.h2database:h2"),
    "NuGet": _words("Moq xunit NUnit NLog EPPlus"),
    "Go": _words("github.com/gofrs/uuid github.com/google/uuid"),
}
"""Real packages whose names lie one letter from a popular one, and are no imitations."""
