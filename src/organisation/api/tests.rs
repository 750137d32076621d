use axum::body::Body;
use axum::http::{Request, header};
use server_fn::codec::{FromReq, PostUrl};

use super::{ChangeRole, CreatePerson};
use crate::error::AppError;

fn post(body: &'static str) -> Request<Body> {
    Request::post("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
}

async fn roles(body: &'static str) -> Vec<String> {
    let read = <CreatePerson as FromReq<PostUrl, _, AppError>>::from_req(post(body)).await;
    read.unwrap().form.roles
}

#[tokio::test]
async fn ticks_that_share_a_name_arrive_as_a_list_as_browsers_write_them() {
    assert_eq!(roles("form%5Bkey%5D=k&form%5Broles%5D%5B%5D=a&form%5Broles%5D%5B%5D=b").await, ["a", "b"]);
    assert_eq!(roles("form%5Bkey%5D=k&form%5Broles%5D%5B%5D=a&form%5Bsupervisor%5D=").await, ["a"]);
    assert!(roles("form%5Bkey%5D=k").await.is_empty());
}

#[tokio::test]
async fn a_role_form_is_read_with_its_version() {
    let body = "form%5Bid%5D=7&form%5Bversion%5D=3&form%5Bname%5D=Desk&form%5Bpermissions%5D%5B%5D=orders_view";
    let read = <ChangeRole as FromReq<PostUrl, _, AppError>>::from_req(post(body)).await;
    let form = read.unwrap().form;
    assert_eq!((form.id.as_str(), form.version.as_str(), form.permissions.as_slice()), ("7", "3", &["orders_view".to_owned()][..]));
}
