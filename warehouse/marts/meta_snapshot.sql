-- zh: 快照信息：一行，何时生成、数据截至何日、版本
-- en: One row: when this snapshot was built, through which day its articles go, which versions made it.
-- grain: built_at
-- column: built_at | 生成时刻 | Commit instant of the run that it shows, and its name
-- column: data_through | 数据截至 | Latest day of publication that is not after its day of fetching
-- column: run_id | 运行号 | Run
-- column: articles | 文章数 | Articles in force
-- column: claims | 陈述数 | Claims in force
-- column: parser_version | 解析版本 | Version of the parser
-- column: reader_version | 识读版本 | Version of the reader and its vocabulary
select
    committed_at as built_at,
    (
        select max(published_on)
        from dim_article
        where published_on <= (fetched_at at time zone 'Asia/Shanghai')::date
    ) as data_through,
    run_id,
    (select count(*) from dim_article where version_after is null) as articles,
    (select count(*) from fct_claim where known_to is null) as claims,
    parser_version,
    reader_version
from fct_run
order by committed_at desc
limit 1
